"""Delivery reports (RFC 3464): which letter did not arrive, and whether that is final."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.channels.parsing.charsets import as_text
from hearback.channels.parsing.headers import numbers
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

MOST_PARTS = 40
LONGEST_REASON = 250
_NUMBER = re.compile(rb"(?im)^message-id:\s*(<[!-;=?-~]{3,250}>)")
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a mail server says became of a letter of ours."""

    action: str
    permanent: bool
    reason: str
    recipient: str
    message_id: str

    @property
    def failed(self) -> bool:
        """Whether it did not arrive and will not."""
        return self.action == "failed"


def report_in(mail: Message, raw: bytes) -> Report | None:
    """The report in this mail; None when there is none that can be told apart."""
    for fields in _recipients(mail):
        status = _STATUS.search(str(fields.get("Status", "")))
        reason = str(fields.get("Diagnostic-Code", "") or fields.get("Status", ""))
        return Report(
            action=str(fields.get("Action", "")).split(maxsplit=1)[0].casefold()
            if str(fields.get("Action", "")).strip()
            else "",
            permanent=status is None or status[1] != "4",
            reason=one_line(_without_type(reason) or "refused", LONGEST_REASON),
            recipient=_without_type(str(fields.get("Final-Recipient", ""))),
            message_id=_original(mail, raw),
        )
    failed = str(mail.get("X-Failed-Recipients", "")).split(",")[0].strip()
    if failed:
        return Report(
            action="failed",
            permanent=True,
            reason="refused",
            recipient=failed,
            message_id=_original(mail, raw),
        )
    return None


def _parts(mail: Message) -> Iterator[Message]:
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            return
        yield part


def _recipients(mail: Message) -> Iterator[Message]:
    """The groups of fields about single recipients, in which an action is named."""
    for part in _parts(mail):
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        if isinstance(groups, list):
            yield from (one for one in groups if not isinstance(one, str) and one.get("Action"))


def _original(mail: Message, raw: bytes) -> str:
    """The number of the letter it is about, from the letter or its headers sent back."""
    for part in _parts(mail):
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            inner = part.get_payload()
            if isinstance(inner, list) and inner and not isinstance(inner[0], str):
                found = numbers(inner[0], "Message-ID")
            else:
                content = part.get_payload(decode=True)
                found = _numbers(content if isinstance(content, bytes) else b"")
            if found:
                return found[0]
    # Older servers put the letter into the text; the first number is the report's own.
    return next(iter(_numbers(raw)[1:]), "")


def _numbers(content: bytes) -> list[str]:
    return [as_text(one, "ascii") for one in _NUMBER.findall(content[:2_000_000])]


def _without_type(text: str) -> str:
    """A field's value without its type: ``rfc822; ana@mail.example``."""
    return text.partition(";")[2].strip() if ";" in text else text.strip()
