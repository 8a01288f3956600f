"""The day of an interview on paper, to take along: a PDF with a code that opens the page."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING

import segno
import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.kit.links import disarm
from hearback.rules.text import many_lines

if TYPE_CHECKING:
    from hearback.interviews.booking.itinerary import Host, Itinerary

LETTER_PAPER = {"CA", "US", "MX"}
LONGEST = 2000


def paper_of(day: Itinerary, *, page: str) -> bytes:
    """The PDF, in the active language; `page` is the whole address the code opens.

    Made without a network and with fonts of its own; letters those lack come from the machine's.
    """
    place = day.interview.round.meets_at
    known = {
        "title": day.interview.round.name,
        "house": the_organisation().name,
        "language": (get_language() or "en").partition("-")[0],
        "paper": "us-letter" if place.country in LETTER_PAPER else "a4",
        "when": day.when,
        "clock": _("%(zone)s time") % {"zone": day.clock} + (f"; {day.there}" if day.there else ""),
        "where": day.where,
        "scan": _("Your page, always up to date"),
        "sections": _sections(day),
        "qr": _code(page),
    }
    with as_file(files(__package__) / "paper.typ") as template:
        written = typst.compile(template, sys_inputs={"day": json.dumps(known)})
    if not isinstance(written, bytes):
        raise TypeError("A page on paper is one document.")
    return written


def _code(page: str) -> str:
    drawn = BytesIO()
    segno.make(page, error="m").save(drawn, kind="svg", xmldecl=False, border=2)
    return drawn.getvalue().decode()


def _sections(day: Itinerary) -> list[dict[str, object]]:
    visit, interview = day.interview.round, day.interview
    parts = [
        (row.hours, _part(row.topic, row.people, row.room) if row.topic else _("A break"))
        for row in day.rows
    ]
    hosts = [(host.name, _about(host)) for host in day.hosts]
    good = [
        (_("How to get in"), visit.how_to_get_in if visit.is_in_person else ""),
        (_("Ring on the day"), ", ".join(filter(None, [day.ring.name, day.number]))),
        (_("What to bring"), visit.bring),
        (_("What to wear"), visit.dress),
        (_("Expenses"), visit.expenses),
        (_("What we see to"), interview.needs),
    ]
    found = [
        (_("What happens"), parts),
        (_("Whom you meet"), hosts),
        (_("Good to know"), good),
    ]
    return [
        {
            "title": title,
            "rows": [[_typed(name), _typed(words)] for name, words in rows if words],
        }
        for title, rows in found
    ]


def _part(topic: str, people: str, room: str) -> str:
    said = f"{topic}, " + _("with %(people)s") % {"people": people}
    return f"{said} ({room})" if room else said


def _about(host: Host) -> str:
    said = ". ".join(filter(None, [host.role, host.topics]))
    return "\n".join(filter(None, [said, host.line]))


def _typed(words: str) -> str:
    return many_lines(disarm(words), LONGEST)
