"""The reminders of a word, and who is to ring, in every way they can turn out; see `letters.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.models import Channel
from hearback.feedback.following import letters as following
from hearback.rules.cadence import Tone
from hearback.rules.calendar import WorkingCalendar
from tests.architecture.word_letters import an_ask
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk


def _reminder(desk: Desk) -> Iterator[Letter]:
    one = an_ask(desk)
    for agreed_at in (NOW, None):
        one.contact.agreed_at = agreed_at
        for asks in ([one], [one, one]):
            for tone in Tone:
                yield following.reminder(asks, by=Channel.EMAIL, tone=tone, now=NOW)


def _to_ring(desk: Desk) -> Iterator[Letter]:
    one, days = an_ask(desk), desk.promise.calendar
    calendar, why = WorkingCalendar.from_json(days), "Grace has not answered 3 reminders."
    for title, phone in (("Owner", "+14165550123"), ("", "")):
        grace = desk.cast.grace
        grace.job_title, grace.phone = title, phone
        one.contact.member = grace
        told = following.to_ring
        yield told(one.contact, desk.cast.susan, [one], why=why, calendar=calendar, now=NOW)


TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "feedback.reminder": _reminder,
    "feedback.to_ring": _to_ring,
}
