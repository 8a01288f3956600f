"""One mail as we understand it: who wrote, what is new in it, what came with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import TYPE_CHECKING

from hearback.channels.parsing import headers
from hearback.channels.parsing.calendar import KINDS as CALENDARS
from hearback.channels.parsing.calendar import CalendarNote, calendar_in
from hearback.channels.parsing.charsets import as_text
from hearback.channels.parsing.html import plain, sanitised
from hearback.channels.parsing.quoting import Parts, parted
from hearback.channels.parsing.report import Report, report_in
from hearback.rules.machines import Machine, machine_behind
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

MOST_PARTS = 300
MOST_FILES = 30
DEEPEST = 30
MOST_BOUNDARIES = 100
LONGEST_TEXT = 100_000
NAME_LIMIT = 200
SUBJECT_LIMIT = 300
_RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To", "Bcc")


@dataclass(frozen=True)
class Piece:
    """A file that came with a mail, as the sender named and labelled it."""

    name: str
    label: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A mail, read. `whole` is False when not all of it could be: the original says the rest."""

    message_id: str = ""
    answers: list[str] = field(default_factory=list)
    from_name: str = ""
    from_address: str = ""
    reply_to: str = ""
    recipients: list[str] = field(default_factory=list)
    subject: str = ""
    written_at: datetime | None = None
    new: str = ""
    words: str = ""
    quoted: str = ""
    html: str = ""
    pieces: list[Piece] = field(default_factory=list)
    calendar: CalendarNote | None = None
    machine: Machine | None = None
    report: Report | None = None
    whole: bool = True


def parse(raw: bytes, *, ours: str) -> Parsed:
    """Read a mail of any quality; `ours` is the organisation's reply address. Never raises.

    What is too deep, too much or too broken is left to the original, and `whole` says so.
    """
    too_deep = raw.lower().count(b"boundary=") > MOST_BOUNDARIES
    try:
        mail = message_from_bytes(_head(raw) if too_deep else raw, policy=compat32)
        body = _read(mail)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        mail = message_from_bytes(_head(raw), policy=compat32)
        body, too_deep = _Body(), True
    return _parsed(mail, body, raw, ours=ours, whole=body.whole and not too_deep)


def _head(raw: bytes) -> bytes:
    """The headers alone, told to be plain text so that nobody looks for parts."""
    head = raw[: raw.find(b"\r\n\r\n") if b"\r\n\r\n" in raw else raw.find(b"\n\n")][:262_144]
    return b"\n".join(
        line for line in head.splitlines() if not line.lower().startswith(b"content-")
    )


@dataclass
class _Body:
    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    calendar: CalendarNote | None = None
    whole: bool = True


def _parsed(mail: Message, body: _Body, raw: bytes, *, ours: str, whole: bool) -> Parsed:
    sender = (headers.addresses(mail, "From") or headers.addresses(mail, "Sender") or [("", "")])[0]
    reply_to = headers.addresses(mail, "Reply-To")
    text = "\n\n".join(one for one in body.texts if one.strip())
    html = "".join(body.htmls)
    text = many_lines(text or plain(html), LONGEST_TEXT)
    parts = parted(text) if text else Parts("", "", "")
    machine = machine_behind(headers.values(mail), ours=ours)
    return Parsed(
        message_id=next(iter(headers.numbers(mail, "Message-ID")), ""),
        answers=headers.numbers(mail, "References", "In-Reply-To"),
        from_name=one_line(sender[0], NAME_LIMIT) if sender[0] else "",
        from_address=sender[1],
        reply_to=reply_to[0][1] if reply_to else "",
        recipients=[address for _, address in headers.addresses(mail, *_RECIPIENTS)],
        subject=headers.value(mail, "Subject")[:SUBJECT_LIMIT],
        written_at=headers.date(mail),
        new=parts.new,
        words=parts.words,
        quoted=parts.quoted,
        html=sanitised(html),
        pieces=body.pieces,
        calendar=body.calendar,
        machine=machine,
        report=_report(mail, raw) if machine == Machine.REPORT else None,
        whole=whole and len(text) < LONGEST_TEXT,
    )


def _report(mail: Message, raw: bytes) -> Report | None:
    try:
        return report_in(mail, raw)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _read(mail: Message) -> _Body:
    body = _Body()
    for number, (part, depth) in enumerate(_leaves(mail, 0)):
        if number >= MOST_PARTS or depth > DEEPEST or len(body.pieces) >= MOST_FILES:
            body.whole = False
            break
        _take(part, body)
    return body


def _leaves(part: Message, depth: int) -> Iterator[tuple[Message, int]]:
    """Every part that holds something; mails inside the mail stay files of their own."""
    inner = part.get_payload()
    if isinstance(inner, list) and part.get_content_maintype() == "multipart":
        if depth > DEEPEST:
            yield part, depth
            return
        for one in inner:
            if isinstance(one, Message):
                yield from _leaves(one, depth + 1)
    else:
        yield part, depth


def _take(part: Message, body: _Body) -> None:
    kind = part.get_content_type()
    name = headers.decoded(str(part.get_filename() or ""))
    is_file = part.get_content_disposition() == "attachment" or name
    if kind in {"text/plain", "text/html"} and not is_file:
        text = as_text(_content(part), str(part.get_content_charset() or ""))
        if kind == "text/html":
            body.htmls.append(text)
        else:
            body.texts.append(_unflowed(part, text))
        return
    content = _content(part)
    if kind in CALENDARS and body.calendar is None:
        body.calendar = calendar_in(content, str(part.get_content_charset() or ""))
    if content or name:
        body.pieces.append(Piece(name or _called(kind), kind, content))


def _content(part: Message) -> bytes:
    """The bytes of a part; of a mail inside the mail, that mail."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"\n".join(one.as_bytes() for one in inner if isinstance(one, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _called(kind: str) -> str:
    names = {"message/rfc822": "mail.eml", "text/calendar": "invitation.ics"}
    return names.get(kind, kind.replace("/", "."))


def _unflowed(part: Message, text: str) -> str:
    """Lines that a mail program broke are joined again (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joined: list[str] = []
    for line in text.splitlines():
        if joined and joined[-1].endswith(" ") and joined[-1] != "-- " and _alike(joined[-1], line):
            joined[-1] += line.lstrip("> ") if line.startswith(">") else line
        else:
            joined.append(line)
    return "\n".join(joined)


def _alike(before: str, line: str) -> bool:
    """Whether both lines are quoted, or neither; an empty line ends a paragraph."""
    return bool(line.strip()) and before.startswith(">") == line.startswith(">")
