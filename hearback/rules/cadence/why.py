"""Why the next reminder goes when it goes, or why it is a call now: phrases for one sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from hearback.rules.cadence.nouns import Manner, Owed
from hearback.rules.words import Words

ENOUGH_ANSWERS = 3
_HOUR = timedelta(hours=1)
_DAY_OF_WORK = timedelta(hours=8)
# Up to so many hours people count hours, above it days.
_AS_HOURS = timedelta(hours=12)

_WITHIN = {
    "theirs_hours": (
        "%(name)s usually answers within one working hour",
        "%(name)s usually answers within %(count)d working hours",
    ),
    "theirs_days": (
        "%(name)s usually answers within one working day",
        "%(name)s usually answers within %(count)d working days",
    ),
    "ours_hours": (
        "We know little of %(name)s yet, and most answer within one working hour",
        "We know little of %(name)s yet, and most answer within %(count)d working hours",
    ),
    "ours_days": (
        "We know little of %(name)s yet, and most answer within one working day",
        "We know little of %(name)s yet, and most answer within %(count)d working days",
    ),
}
_PHRASES = {
    "at_hour": "mostly between %(opens)s and %(closes)s",
    "on_weekday": "mostly on %(weekday)s, between %(opens)s and %(closes)s",
    "put_off": "%(name)s said: not before %(until)s",
    "early": "%(candidate)s is to hear from us %(due)s, so it cannot wait as long as usual",
    "once_a_day": "%(name)s is reminded once a day at most",
    "together": "%(name)s gets one reminder about everything at once",
    "next": "the next reminder goes %(moment)s",
    "ring": "ring them %(moment)s",
    "ring_due": "%(candidate)s is to hear from us %(due)s, and %(name)s has not answered",
    "ring_silent": "Writing to %(name)s has hardly ever brought an answer",
    "ring_none": "%(name)s agreed to no reminders and has not answered",
    "ring_unreachable": "We have no way to write to %(name)s",
}
_RING_AFTER = (
    "%(name)s has not answered one reminder",
    "%(name)s has not answered %(count)d reminders",
)


def why_reminded(owed: Owed, manner: Manner, at: datetime, *, is_early: bool) -> tuple[Words, ...]:
    """Why the reminder goes at that moment."""
    next_one = _phrase("next", moment=at)
    if owed.put_off_until is not None and owed.put_off_until > owed.touched_at:
        return _phrase("put_off", name=manner.name, until=owed.put_off_until), next_one
    if is_early and owed.candidate_due is not None:
        waits = _phrase("early", candidate=owed.candidate, due=owed.candidate_due)
        return waits, next_one
    return (*_habit(manner), next_one)


def why_moved(manner: Manner, at: datetime, *, is_later: bool) -> tuple[Words, ...]:
    """Why a reminder goes with others of the same contact, later or sooner than by itself."""
    code = "once_a_day" if is_later else "together"
    return _phrase(code, name=manner.name), _phrase("next", moment=at)


def why_rung(owed: Owed, manner: Manner, at: datetime, *, is_due: bool) -> tuple[Words, ...]:
    """Why somebody rings them instead of writing once more."""
    ring = _phrase("ring", moment=at)
    if not manner.reachable:
        return _phrase("ring_unreachable", name=manner.name), ring
    if is_due and owed.candidate_due is not None:
        due = {"candidate": owed.candidate, "due": owed.candidate_due}
        return _phrase("ring_due", name=manner.name, **due), ring
    if not manner.cap:
        return _phrase("ring_none", name=manner.name), ring
    if manner.is_silent:
        return _phrase("ring_silent", name=manner.name), ring
    return _counted("ring_after", _RING_AFTER, manner.name, len(owed.reminded)), ring


def _habit(manner: Manner) -> tuple[Words, ...]:
    whose = "theirs" if manner.answers >= ENOUGH_ANSWERS else "ours"
    unit, size = ("hours", _HOUR) if manner.wait <= _AS_HOURS else ("days", _DAY_OF_WORK)
    code = f"{whose}_{unit}"
    within = _counted(code, _WITHIN[code], manner.name, -int(-manner.wait // size))
    if manner.habit is None:
        return (within,)
    walls = {"opens": manner.habit.opens, "closes": manner.habit.closes}
    if manner.habit.weekday is None:
        return within, _phrase("at_hour", **walls)
    return within, _phrase("on_weekday", weekday=manner.habit.weekday, **walls)


def _counted(code: str, said: tuple[str, str], name: str, count: int) -> Words:
    return Words(code, *said, values={"name": name, "count": count})


def _phrase(code: str, **values: object) -> Words:
    return Words(code, _PHRASES[code], values=values)
