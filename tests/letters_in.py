"""Mails as people and machines send them, and the way they come in."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import TYPE_CHECKING

from hearback.channels.doors.take_in import take_in
from hearback.channels.models import Arrival, Door
from hearback.inbox.arrivals.reading import read_arrivals
from tests.cast import NOW

if TYPE_CHECKING:
    from datetime import datetime

JOBS = "jobs@harbour.example"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def mail(
    text: str = "Is there a car park?",
    *,
    sender: str = "Ana Moreau <ana.moreau@mail.example>",
    to: str = JOBS,
    subject: str = "A question",
    files: dict[str, bytes] | None = None,
    **headers: str,
) -> bytes:
    """A mail as a mail program writes it; headers by name with _ for -."""
    one = EmailMessage(policy=SMTP)
    one["From"] = sender
    one["To"] = to
    one["Subject"] = subject
    one["Date"] = format_datetime(NOW)
    if "Message_ID" not in headers:
        one["Message-ID"] = make_msgid(domain="mail.example")
    for name, value in headers.items():
        if value:
            one[name.replace("_", "-")] = value
    one.set_content(text)
    for name, content in (files or {}).items():
        one.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return one.as_bytes()


def arrive(raw: bytes, *, door: Door = Door.SMTP, now: datetime = NOW) -> Arrival:
    """Let a mail come in and be read; returns what became of it."""
    arrival = take_in(raw, door=door, now=now)
    read_arrivals(clock=lambda: now)
    arrival.refresh_from_db()
    return arrival
