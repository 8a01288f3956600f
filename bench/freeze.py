"""An opening is paused while 500 people are booked: how much worker time until all are told."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.stage import say, stage

if TYPE_CHECKING:
    from tests.cast import Cast

BOOKED, NEAR = 500, 20
SECONDS = 60.0


def _book(cast: Cast) -> None:
    """Twenty within a day, the others over the weeks after; forty interviewers share them."""
    from hearback.accounts.models import Member
    from hearback.interviews.models import RoundKind
    from hearback.interviews.tests.makers import booked, plan
    from tests.cast import NOW, apply

    visit = plan(cast, kind=RoundKind.VIDEO)
    session = visit.sessions.get(position=1)
    people = [
        Member.objects.create(
            email=f"asks{number}@harbour.example",
            name=f"Interviewer {number}",
            zone="America/Toronto",
            place=cast.toronto,
            joined_at=NOW,
        )
        for number in range(NEAR)
    ]
    for number in range(BOOKED):
        session.people.set([people[number % NEAR]])
        at = NOW + timedelta(hours=20 + 24 * (number // NEAR))
        booked(cast, apply(cast, f"Person {number}"), visit, at=at, sessions=[session])


def main() -> None:
    """Pause, work, count; exit 1 above the worker seconds that were promised."""
    with stage():
        from hearback.careers.openings.actions import pause_opening
        from hearback.channels.models import Message
        from hearback.inbox.callbacks.models import Callback
        from hearback.interviews.checking.actions import stop_interviews
        from hearback.interviews.models import Interview
        from tests.cast import NOW, make_cast

        cast = make_cast()
        _book(cast)
        before = Message.objects.count()
        pause_opening(opening=cast.opening, by=cast.susan, now=NOW)
        began, busy = perf_counter(), process_time()
        done = stop_interviews(clock=lambda: NOW)
        took, worked = perf_counter() - began, process_time() - busy
        left = Interview.objects.ahead().count()
        letters = Message.objects.count() - before
        say(f"{done} called off, {left} left, {letters} letters queued")
        say(f"{Callback.objects.count()} calls owed: {took:.1f} s, {worked:.1f} s of them at work")
        if left or took > SECONDS:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
