"""The letters that ask everybody how it was, to one person each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.holes import Person
from hearback.rules.measures import Moment
from hearback.surveys import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk


def _asks(desk: Desk, moment: Moment) -> Letter:
    ana = desk.ana
    opening = (ana.opening_id, ana.opening.title)
    form = letters.asks(moment, language=ana.language, opening=opening, signer=desk.cast.susan)
    person = Person(ana.public_id, ana.link_generation, ana.name, ana.candidate.email)
    return form.fill(person, {})


def _applied(desk: Desk) -> Iterator[Letter]:
    yield _asks(desk, Moment.APPLICATION)


def _answered(desk: Desk) -> Iterator[Letter]:
    yield _asks(desk, Moment.ANSWER)


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "surveys.applied": _applied,
    "surveys.answered": _answered,
}
