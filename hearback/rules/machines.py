"""Whether a mail was written by a machine, by what its headers say (RFC 3834 and daily practice).

When unsure it was a person: a person taken for a machine would wait for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

Headers = Mapping[str, Sequence[str]]
"""Header values by their name in small letters, in the order in which they came."""

_LISTS = ("list-id", "list-unsubscribe", "list-post", "list-help", "x-mailing-list")
_REPLIERS = (
    "x-autoreply",
    "x-autorespond",
    "x-auto-response",
    "x-mail-autoreply",
    "x-autoreply-from",
)
_BULK = frozenset({"bulk", "junk", "list"})
_SUBJECTS = (
    "automatic reply:",
    "auto reply:",
    "auto-reply:",
    "autoreply:",
    "auto:",
    "out of office",
    "automatische antwort:",
    "abwesenheit",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "fuera de la oficina",
)
_MAILERS = ("mailer-daemon@", "postmaster@")


class Machine(Enum):
    """What kind of machine wrote."""

    REPORT = "a mail server, about a letter of ours"
    REPLY = "an automatic reply, such as an out-of-office"
    NOTICE = "a program"
    LIST = "a mailing list or newsletter"


def machine_behind(headers: Headers, *, ours: str) -> Machine | None:
    """Which machine wrote this mail, None for a person.

    `ours` is our own reply address: when it is a group or list, everybody's mail comes with list
    headers. X-Auto-Response-Suppress alone proves nothing: it asks others not to answer.
    """
    if _is_report(headers):
        return Machine.REPORT
    submitted = _first(headers, "auto-submitted").partition(";")[0].strip()
    asks_for_silence = bool(headers.get("x-auto-response-suppress"))
    subject = _first(headers, "subject")
    if (
        submitted.startswith("auto-replied")
        or any(name in headers for name in _REPLIERS)
        or _first(headers, "precedence") in {"auto_reply", "auto-reply"}
        or ((asks_for_silence or submitted not in {"", "no"}) and subject.startswith(_SUBJECTS))
    ):
        return Machine.REPLY
    if submitted not in {"", "no"}:
        return Machine.NOTICE
    if not _is_our_list(headers, ours) and (
        any(name in headers for name in _LISTS) or _first(headers, "precedence") in _BULK
    ):
        return Machine.LIST
    return Machine.NOTICE if _first(headers, "return-path") == "<>" else None


def _is_report(headers: Headers) -> bool:
    kind = _first(headers, "content-type")
    if kind.startswith("multipart/report"):
        return "disposition-notification" not in kind
    mailer = _first(headers, "from")
    return "x-failed-recipients" in headers or any(name in mailer for name in _MAILERS)


def _is_our_list(headers: Headers, ours: str) -> bool:
    """Whether the list is the group behind our own address (jobs@ as a shared mailbox)."""
    address = ours.casefold()
    said = " ".join(
        value.casefold() for name in ("list-id", "list-post") for value in headers.get(name, ())
    )
    dotted = address.replace("@", ".")
    return address in said or (f"<{dotted}>" in said)


def _first(headers: Headers, name: str) -> str:
    values = headers.get(name) or [""]
    return " ".join(values[0].split()).casefold()
