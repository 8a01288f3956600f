"""Mails as calendars send them when somebody answers an invitation: Outlook, Google, Apple, others.

Written after their manners: which parts a mail has, where the zone and the words stand, how they
spell an address.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import TYPE_CHECKING

from tests.cast import NOW
from tests.letters_in import JOBS

if TYPE_CHECKING:
    from hearback.interviews.models import Interview

ANA = "ana.moreau@mail.example"
SUMMARY = "Shop manager: A visit to the shop, Harbour & Pine"
WINDOWS_ZONE = """BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(
    uid: str,
    *event: str,
    method: str = "REPLY",
    product: str = "-//Somebody//Calendar//EN",
    before: str = "",
) -> bytes:
    """A calendar file with one entry; `before` stands in front of it, such as a zone."""
    lines = [
        "BEGIN:VCALENDAR",
        f"PRODID:{product}",
        "VERSION:2.0",
        f"METHOD:{method}",
        *before.splitlines(),
        "BEGIN:VEVENT",
        f"UID:{uid}",
        *event,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def mailed(
    file: bytes,
    text: str = "",
    *,
    sender: str = ANA,
    subject: str = "Accepted: Interview",
    method: str = "REPLY",
    attached: bool = False,
) -> bytes:
    """A mail that brings a calendar file beside its text, and once more as a file if `attached`."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = JOBS
    mail["Subject"] = subject
    mail["Date"] = format_datetime(NOW)
    mail["Message-ID"] = make_msgid(domain="mail.example")
    mail.set_content(text)
    mail.add_alternative(file.decode(), subtype="calendar", params={"method": method})
    if attached:
        mail.add_attachment(file, maintype="application", subtype="ics", filename="invite.ics")
    return mail.as_bytes()


def reply(
    interview: Interview,
    answer: str = "ACCEPTED",
    *,
    sender: str = ANA,
    attendee: str = "",
    sequence: int | None = None,
    text: str = "",
    method: str = "REPLY",
) -> bytes:
    """A plain answer; without a `sequence` it is to the entry as it stands."""
    version = interview.sequence if sequence is None else sequence
    file = calendar(
        interview.uid,
        f"SEQUENCE:{version}",
        "DTSTAMP:20261124T150000Z",
        "DTSTART:20261130T150000Z",
        f"ORGANIZER:mailto:{JOBS}",
        f"ATTENDEE;PARTSTAT={answer}:mailto:{attendee or sender}",
        f"SUMMARY:{SUMMARY.replace(',', chr(92) + ',')}",
        method=method,
    )
    return mailed(file, text, sender=sender, method=method)


def outlook(interview: Interview, answer: str = "ACCEPTED", text: str = "") -> bytes:
    """Times in a zone of Windows, the address in capitals, nothing in the mail but the words."""
    file = calendar(
        interview.uid,
        "ATTENDEE;PARTSTAT=" + answer + ';CN="Moreau, Ana (Sales)":MAILTO:ANA.MOREAU@mail.example',
        "COMMENT;LANGUAGE=en-CA:\\n",
        f"SUMMARY;LANGUAGE=en-CA:Accepted: {SUMMARY.replace(',', chr(92) + ',')}",
        "DTSTART;TZID=Eastern Standard Time:20261130T100000",
        "DTEND;TZID=Eastern Standard Time:20261130T113000",
        "CLASS:PRIVATE",
        "PRIORITY:5",
        "DTSTAMP:20261124T150000Z",
        f"SEQUENCE:{interview.sequence}",
        "X-MICROSOFT-CDO-APPT-SEQUENCE:0",
        product="Microsoft Exchange Server 2010",
        before=WINDOWS_ZONE,
    )
    return mailed(file, text, sender="Ana Moreau <Ana.Moreau@mail.example>")


def google(interview: Interview, answer: str = "ACCEPTED", note: str = "") -> bytes:
    """A sentence of its own in the mail, with the entry's name; the file comes twice."""
    comment = f';X-RESPONSE-COMMENT="{note}"' if note else ""
    file = calendar(
        interview.uid,
        "DTSTART:20261130T150000Z",
        "DTEND:20261130T163000Z",
        "DTSTAMP:20261124T150000Z",
        f"ORGANIZER;CN=Harbour & Pine:mailto:{JOBS}",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=" + answer,
        f" ;CN=Ana Moreau;X-NUM-GUESTS=0{comment}:mailto:{ANA}",
        f"SEQUENCE:{interview.sequence}",
        "STATUS:CONFIRMED",
        f"SUMMARY:{SUMMARY.replace(',', chr(92) + ',')}",
        product="-//Google Inc//Google Calendar 70.9054//EN",
    )
    with_note = f' with this note:\n\n"{note}"' if note else "."
    text = (
        f"Ana Moreau has replied {answer.title()} to this invitation{with_note}\n\n{SUMMARY}\n"
        "Monday Nov 30, 2026 10:00 – 11:30\nEastern Time - Toronto\n\n"
        "Invitation from Google Calendar: https://calendar.google.com/calendar/\n"
    )
    return mailed(file, text, sender=f"Ana Moreau <{ANA}>", attached=True)


def apple(interview: Interview, answer: str = "ACCEPTED") -> bytes:
    """An account for an address, which stands beside it; a sentence of its own in the mail."""
    file = calendar(
        interview.uid,
        f"SEQUENCE:{interview.sequence}",
        "DTSTAMP:20261124T150000Z",
        "DTSTART;TZID=America/Toronto:20261130T100000",
        f'ATTENDEE;CN="Ana Moreau";CUTYPE=INDIVIDUAL;EMAIL="{ANA}";PARTSTAT={answer.lower()}',
        " :/1048576/principal/",
        f"SUMMARY:{SUMMARY.replace(',', chr(92) + ',')}",
        product="-//Apple Inc.//iCloud//EN",
    )
    text = f"Ana Moreau has answered your invitation to the event: {SUMMARY}, on November 30.\n"
    return mailed(file, text, sender=f"Ana Moreau <{ANA}>")
