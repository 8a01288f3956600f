"""How somebody did, beside everybody, and what they might try: for that person alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.insights.models import Fact, ScopeKind
from hearback.insights.queries import Scope, counts, minutes, overdue, spread, within
from hearback.insights.service.figures import figure_of_all, figure_of_each
from hearback.insights.service.wanted import CALLS, CAME, FIRST_ANSWER, KEPT, SCORECARDS, WORDS
from hearback.pipeline.models import ApplicationState
from hearback.rules.coaching import Habits, Kept, suggestions

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.insights.service.figures import Seen
    from hearback.insights.service.periods import Period
    from hearback.rules.words import Words

OWN = (KEPT, FIRST_ANSWER, CALLS, CAME, SCORECARDS, WORDS)
ENOUGH = 100
_LATE = ("kept_late", "broken", "mended")


def own_figures(member: Member, period: Period, *, now: datetime) -> list[tuple[Seen, Seen]]:
    """Each figure that tells anything of this member, and the same of everybody."""
    found = []
    for wanted in OWN:
        seen = figure_of_each(wanted, ScopeKind.MEMBER, [member.pk], period, now=now)[member.pk]
        if seen.beside:
            found.append((seen, figure_of_all(wanted, period, now=now)))
    return found


def to_try(member: Member, period: Period, *, now: datetime) -> list[Words]:
    """What this member might try."""
    return suggestions(habits_of(member, period, now=now))


def habits_of(member: Member, period: Period, *, now: datetime) -> Habits:
    """What the rules of coaching go by."""
    me = Scope(ScopeKind.MEMBER, (member.pk,))
    by_hour = {
        hour: sum(became.get(one, 0) for one in _LATE)
        for hour, became in spread("promise.hour", scope=me, since=period.since).items()
    }
    return Habits(
        answers=_kept("promise", me, period),
        late_by_hour={hour: number for hour, number in by_hour.items() if number},
        waiting_after_broken=_left_behind(member, period, now=now),
        calls=_kept("call", me, period),
        scorecards=_kept("scorecard", me, period),
        words=_kept("word", me, period),
        interviews=_kept("came", me, period),
        unsaid=counts("came", scope=me, since=period.since).get("unsaid", 0),
    )


def _left_behind(member: Member, period: Period, *, now: datetime) -> int:
    """How many people this member owes an answer whose moment has passed, counted up to a bound."""
    broken = Fact.objects.filter(measure="promise", bucket="broken", member=member)
    waiting = within(broken, period.since).filter(application__state=ApplicationState.IN_PROGRESS)
    late = overdue("promise", now=now, since=period.since).filter(member=member)
    people = {*waiting.values_list("application", flat=True)[:ENOUGH]}
    return len(people | {*late.values_list("application", flat=True)[:ENOUGH]})


def _kept(measure: str, scope: Scope, period: Period) -> Kept:
    became = counts(measure, scope=scope, since=period.since)
    late = minutes(measure, scope=scope, since=period.since)
    return Kept(
        in_time=became.get("kept", 0) + became.get("on_time", 0),
        late=became.get("kept_late", 0) + became.get("late", 0),
        never=became.get("broken", 0) + became.get("mended", 0),
        minutes_late=late.get("kept_late", 0) + late.get("late", 0),
    )
