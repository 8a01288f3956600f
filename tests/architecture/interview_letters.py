"""Every letter about interviews, in each of the cases it is written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.models import Member
from hearback.interviews.asked import letters as asked
from hearback.interviews.booking import letters as booking
from hearback.interviews.booking import panel_letters as panel
from hearback.interviews.day import letters as day
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.packs import letters as packs
from hearback.interviews.packs.models import Hopes
from hearback.interviews.tests.makers import booked
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk

NEWS = ["How to get in: Ring at the front door."]


def _visit(desk: Desk) -> Interview:
    """The same visit for every letter of a test."""
    return Interview.objects.filter(application=desk.ana).first() or booked(desk.cast, desk.ana)


def _asked(desk: Desk) -> Iterator[Letter]:
    visit = _visit(desk)
    yield asked.asked(visit)
    visit.state = InterviewState.HELD
    yield asked.asked(visit)


def _denied(desk: Desk) -> Iterator[Letter]:
    for words in ("", "Nobody opened the door."):
        yield day.denied(_visit(desk), words, desk.cast.susan)


def _panel_asked(desk: Desk) -> Iterator[Letter]:
    yield asked.panel_asked(_visit(desk).panelists.all()[0])


def _contact_wanted(desk: Desk) -> Iterator[Letter]:
    yield asked.contact_wanted(_visit(desk).panelists.all()[0], desk.cast.omar)


def _pack(desk: Desk) -> Iterator[Letter]:
    visit = _visit(desk)
    yield packs.pack(visit)
    Member.objects.update(line="I began on the till and run our shops today.")
    yield packs.pack(visit)


def _panel_pack(desk: Desk) -> Iterator[Letter]:
    visit = _visit(desk)
    panelist = visit.panelists.all()[0]
    yield packs.panel_pack(panelist)
    panelist.interview.needs = "A step-free way"
    Hopes.objects.create(interview=visit, questions="The Saturdays", told_at=NOW)
    yield packs.panel_pack(panelist)


def _details(desk: Desk) -> Iterator[Letter]:
    yield booking.details(_visit(desk), news=NEWS, now=NOW)


def _panel_details(desk: Desk) -> Iterator[Letter]:
    yield panel.details(_visit(desk).panelists.all()[0], news=NEWS, now=NOW)


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "interviews.asked": _asked,
    "interviews.details": _details,
    "interviews.pack": _pack,
}
TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "interviews.panel_asked": _panel_asked,
    "interviews.panel_details": _panel_details,
    "interviews.panel_pack": _panel_pack,
    "interviews.contact_wanted": _contact_wanted,
    "interviews.denied": _denied,
}
