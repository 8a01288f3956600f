"""The letters that ask for a word on somebody, in every way they can turn out; see `letters.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.careers.actions import withdraw
from hearback.channels.models import Channel
from hearback.feedback.asking import letters as asking
from hearback.feedback.asking.actions import contact_for
from hearback.feedback.asking.models import About, Ask
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk


def an_ask(desk: Desk) -> Ask:
    """Susan asks Grace about Ana; nothing of it is stored but that Grace can be asked."""
    return Ask(
        contact=contact_for(desk.cast.grace),
        application=desk.ana,
        about=About.MEETING,
        words="lunch on Tuesday 24 November",
        asked_by=desk.cast.susan,
        asked_at=NOW,
        promise=desk.promise,
    )


def _ask(desk: Desk) -> Iterator[Letter]:
    one = an_ask(desk)
    for agreed_at in (NOW, None):
        one.contact.agreed_at = agreed_at
        yield asking.ask(one, by=Channel.EMAIL, now=NOW)
    withdraw(application=desk.ana, now=NOW)
    yield asking.ask(one, by=Channel.EMAIL, now=NOW)


TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {"feedback.ask": _ask}
