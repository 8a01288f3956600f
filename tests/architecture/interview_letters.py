"""Every letter about interviews, in each of the cases it is written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.interviews.asked import letters as asked
from hearback.interviews.models import Interview
from hearback.interviews.tests.makers import booked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk


def _visit(desk: Desk) -> Interview:
    """The same visit for every letter of a test."""
    return Interview.objects.filter(application=desk.ana).first() or booked(desk.cast, desk.ana)


def _asked(desk: Desk) -> Iterator[Letter]:
    yield asked.asked(_visit(desk))


def _panel_asked(desk: Desk) -> Iterator[Letter]:
    yield asked.panel_asked(_visit(desk).panelists.all()[0])


def _contact_wanted(desk: Desk) -> Iterator[Letter]:
    yield asked.contact_wanted(_visit(desk).panelists.all()[0], desk.cast.omar)


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "interviews.asked": _asked,
}
TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "interviews.panel_asked": _panel_asked,
    "interviews.contact_wanted": _contact_wanted,
}
