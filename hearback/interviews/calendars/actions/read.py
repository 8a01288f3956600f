"""Reading calendars: those due by the clock, and those of certain members this very moment.

Fetching waits for other people's servers, so several are asked side by side, and the database is
left alone meanwhile.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hearback.interviews.calendars.actions.store import keep_times, keep_trouble
from hearback.interviews.calendars.models import FRESH, BusyCalendar
from hearback.interviews.calendars.queries import not_fresh, our_uids
from hearback.interviews.calendars.reading import troubles
from hearback.interviews.calendars.reading.read import SECONDS, Reading, read
from hearback.interviews.calendars.reading.scan import Sight
from hearback.interviews.calendars.reading.troubles import Unreadable
from hearback.interviews.calendars.sources import opened
from hearback.kit import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from hearback.accounts.models import Member

AT_ONCE: Final = 8
MOST_AT_ONCE: Final = 24
LEASE: Final = timedelta(minutes=3)
# Seconds to fetch one, and until whoever waits for all of them goes on without the rest. Nobody
# waits for the clock's readings, so they may take as long as a reading can take at all.
BY_THE_CLOCK: Final = (SECONDS, 40.0)
WHILE_ASKED: Final = (8.0, 12.0)
WHILE_PLANNING: Final = (2.5, 3.0)
# How far busy times are worked out. What is known may be two days short of it, so that a calendar
# that says what it said before need not be worked out again each time.
BACK: Final = timedelta(days=1)
AHEAD: Final = timedelta(weeks=10, days=2)
SLACK: Final = timedelta(days=2)


@dataclass(frozen=True)
class _Task:
    calendar: BusyCalendar
    sight: Sight
    known: str


def read_due(*, clock: Callable[[], datetime], limit: int = 200) -> int:
    """Read the calendars whose moment has come, each in one place only; returns how many."""
    count = 0
    while count < limit:
        now = clock()
        claimed = _claim(now, AT_ONCE)
        if not claimed:
            break
        _read_all(claimed, BY_THE_CLOCK, now=now)
        count += len(claimed)
    return count


def read_again(calendar: BusyCalendar, *, now: datetime) -> None:
    """Read one calendar because its member asks; how it went is in the row afterwards."""
    _read_all([calendar], WHILE_ASKED, now=now)


def read_now(members: Iterable[Member], *, now: datetime) -> list[BusyCalendar]:
    """Read these members' calendars again unless that was done within the last minute.

    Takes about three seconds at most, whatever the servers do. One that is in trouble is left to
    its next try. Returns the calendars that are not fresh afterwards: what is known of them stands,
    and whoever plans by it has to be told (`words.not_fresh_words`). Call it outside a transaction.
    """
    members = list(members)
    old = BusyCalendar.objects.filter(member__in=members).read_before(now - FRESH)
    waiting = [one for one in old.select_related("member") if not one.trouble or one.due_at <= now]
    if waiting:
        _read_all(waiting, WHILE_PLANNING, now=now)
    return not_fresh(members, now=now, within=FRESH)


def sight_for(member: Member, ours: frozenset[str], *, now: datetime) -> Sight:
    """What of a member's calendar is looked at."""
    return Sight(
        since=now - BACK, until=now + AHEAD, zone=member.zone, owner=member.email, ours=ours
    )


def _claim(now: datetime, count: int) -> list[BusyCalendar]:
    """Some that are due, now due later for everybody else."""
    due = BusyCalendar.objects.due(now).select_related("member").order_by("due_at")[:count]
    return [
        one
        for one in due
        if BusyCalendar.objects.filter(pk=one.pk, due_at=one.due_at).update(due_at=now + LEASE)
    ]


def _read_all(
    calendars: Sequence[BusyCalendar], patience: tuple[float, float], *, now: datetime
) -> None:
    """Read these side by side, keep what came in time, and note what is wrong with the others."""
    tasks = _tasks(calendars, now=now)
    to_fetch, to_wait = patience
    helpers = ThreadPoolExecutor(max_workers=min(MOST_AT_ONCE, len(tasks)))
    try:
        asked = {helpers.submit(_read, task, to_fetch): task for task in tasks}
        done, _late = wait(asked, timeout=to_wait)
        for future in done:
            _keep(asked[future], future, now=now)
    finally:
        # A server that never ends must not hold up whoever waits: its thread comes to its own end.
        helpers.shutdown(wait=False, cancel_futures=True)


def _tasks(calendars: Sequence[BusyCalendar], *, now: datetime) -> list[_Task]:
    ours = our_uids([one.member for one in calendars], now=now)
    return [
        _Task(
            calendar=one,
            sight=sight_for(one.member, ours[one.member_id], now=now),
            known=one.digest if one.known_until and one.known_until > now + AHEAD - SLACK else "",
        )
        for one in calendars
    ]


def _read(task: _Task, seconds: float) -> Reading:
    return read(opened(task.calendar), task.sight, known=task.known, seconds=seconds)


def _keep(task: _Task, future: Future[Reading], *, now: datetime) -> None:
    try:
        reading = future.result()
    except Unreadable as trouble:
        keep_trouble(task.calendar, trouble.sentence, now=now)
    except Exception as problem:  # noqa: BLE001  one that nobody thought of must not stop the rest
        logs.say_failure("calendar-reading-fell", problem, calendar=task.calendar.pk)
        keep_trouble(task.calendar, troubles.is_beyond_us(task.calendar.host).sentence, now=now)
    else:
        keep_times(task.calendar, reading, task.sight, now=now)
