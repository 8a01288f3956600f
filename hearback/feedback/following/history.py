"""What contacts did so far, as the rule learns it; read for any number of them at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from hearback.feedback.asking.models import Ask
from hearback.feedback.following.models import Reminder
from hearback.kit.micros import Micros, moment_of
from hearback.rules.cadence import Curve, Seen, team_curve
from hearback.rules.calendar import WorkingCalendar, working_time_between

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

# What is older says little about how somebody answers now.
LATELY = timedelta(days=400)
NEWEST_ASKS, NEWEST_OF_TEAM = 15, 200
MINUTE = timedelta(minutes=1)


class Asked(NamedTuple):
    """A question that was answered, as far as it teaches something."""

    pk: int
    contact: int
    asked_at: datetime
    way: str | None
    answered_at: datetime
    taken_down_by: int | None


class Touch(NamedTuple):
    """A reminder that named a question."""

    at: datetime
    way: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One ask or reminder: how long it was silent, by which way, when the answer came if it did."""

    seen: Seen
    way: str
    answered_at: datetime | None


def newest_contacts(*, now: datetime) -> set[int]:
    """Whose answers were the last to come: those who teach how the team answers."""
    newest = Ask.objects.filter(answered_at__gte=now - LATELY).order_by("-answered_at")
    return set(newest.values_list("contact", flat=True)[:NEWEST_OF_TEAM])


def lessons_of(
    calendars: Mapping[int, WorkingCalendar], *, now: datetime
) -> dict[int, list[Lesson]]:
    """What each contact with a calendar here did with what we sent, oldest first.

    A question they put off teaches nothing: they said when they would answer. One that was settled
    by phone ended in no answer to what we wrote.
    """
    asked = _answered(calendars.keys(), now=now)
    touches = touches_of(calendars.keys(), now=now)
    lessons: dict[int, list[Lesson]] = defaultdict(list)
    for one in asked:
        lessons[one.contact] += _of(one, touches.get(one.pk, ()), calendars[one.contact])
    return lessons


def touches_of(contacts: Iterable[int], *, now: datetime) -> dict[int, list[Touch]]:
    """The reminders that named each question of these contacts, by the question, oldest first."""
    found: dict[int, list[Touch]] = defaultdict(list)
    links = Reminder.asks.through.objects.filter(
        reminder__contact__in=list(contacts), reminder__at__gte=now - LATELY
    )
    rows = links.order_by("reminder__at")
    for ask, at, way in rows.values_list("ask", "reminder__at", "reminder__channel"):
        found[ask].append(Touch(at, way))
    return found


def team_of(lessons: Mapping[int, Sequence[Lesson]]) -> Curve:
    """How these contacts answer altogether."""
    return team_curve([one.seen for theirs in lessons.values() for one in theirs])


def tried_ways(lessons: Iterable[Lesson]) -> dict[str, tuple[int, int]]:
    """By each way: how much was sent, and how much of it was answered."""
    tried: dict[str, tuple[int, int]] = {}
    for one in lessons:
        went, answered = tried.get(one.way, (0, 0))
        tried[one.way] = (went + 1, answered + one.seen.answered)
    return tried


def _answered(contacts: Collection[int], *, now: datetime) -> list[Asked]:
    """The newest questions each of them answered, oldest first."""
    newest = Ask.objects.filter(
        Q(contact__in=list(contacts), put_off_until=None), answered_at__gte=now - LATELY
    ).annotate(
        place=Window(RowNumber(), partition_by=F("contact"), order_by=F("answered_at").desc())
    )
    rows = newest.filter(place__lte=NEWEST_ASKS).values_list(
        "pk",
        "contact",
        Micros("asked_at"),
        "message__channel",
        Micros("answered_at"),
        "taken_down_by",
    )
    return [
        Asked(pk, contact, moment_of(asked), way, moment_of(answered), by)
        for pk, contact, asked, way, answered, by in sorted(rows, key=lambda row: row[4])
    ]


def _of(one: Asked, reminders: Sequence[Touch], calendar: WorkingCalendar) -> list[Lesson]:
    sent = [Touch(one.asked_at, one.way or ""), *(t for t in reminders if t.at < one.answered_at)]
    ends = [touch.at for touch in sent[1:]] + [one.answered_at]
    lessons = [
        Lesson(_seen(calendar, touch.at, until, answered=False), touch.way, None)
        for touch, until in zip(sent[:-1], ends, strict=False)
    ]
    by_them = one.taken_down_by is None
    last = _seen(calendar, sent[-1].at, one.answered_at, answered=by_them)
    return [*lessons, Lesson(last, sent[-1].way, one.answered_at if by_them else None)]


def _seen(calendar: WorkingCalendar, since: datetime, until: datetime, *, answered: bool) -> Seen:
    return Seen(working_time_between(calendar, since, until) / MINUTE, answered)
