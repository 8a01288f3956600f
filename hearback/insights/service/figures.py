"""Each figure of each group: its value, its range, of how many, and what it leans on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from hearback.insights.models import ScopeKind
from hearback.insights.queries import counts, counts_by, overdue, total, waits, waits_by
from hearback.insights.service.wanted import BECAME
from hearback.rules.measures import (
    Share,
    TimeToAnswer,
    Unsaid,
    Until,
    Wait,
    Why,
    leaning_shares,
    leaning_times,
    share,
    time_to_answer,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from hearback.insights.service.periods import Period
    from hearback.insights.service.wanted import Wanted

FIELDS = {
    ScopeKind.TEAM: "team",
    ScopeKind.OPENING: "opening",
    ScopeKind.MEMBER: "member",
    ScopeKind.CLIENT: "client",
    ScopeKind.CONTACT: "contact",
    ScopeKind.MANAGER: "manager",
}
REST = -1


@dataclass(frozen=True)
class Seen:
    """One figure of one group, with how many there are of everything beside it."""

    wanted: Wanted
    scope: ScopeKind
    found: Share | TimeToAnswer | Unsaid
    beside: Mapping[str, int]

    @property
    def leans(self) -> int:
        """How much of it is everybody's, in percent; 0 where it is all their own."""
        return 0 if isinstance(self.found, Unsaid) else round(100 * self.found.borrowed)

    @property
    def besides(self) -> list[tuple[str, object, int]]:
        """What else there is to count: outcome, its words, how many."""
        names = [name for name in self.wanted.outcomes if self.beside.get(name)]
        return [(name, BECAME[name], self.beside[name]) for name in names]


def figure_of_each(
    wanted: Wanted, scope: ScopeKind, ids: Collection[int], period: Period, *, now: datetime
) -> dict[int, Seen]:
    """A figure of each of these groups, small ones leaning on all groups together."""
    # A share leans on those of all groups; a time on the waits of all together.
    counted = None if wanted.is_share else ids
    by = counts_by(wanted.measure, kind=scope, ids=counted, since=period.since)
    for pk, number in _overdue(wanted, scope, period, now=now).items():
        by.setdefault(pk, {})["overdue"] = number
    found = (_shares if wanted.is_share else _times)(wanted, scope, by, ids, period, now=now)
    nothing = Unsaid(0, Why.NOTHING)
    return {pk: Seen(wanted, scope, found.get(pk, nothing), by.get(pk, {})) for pk in ids}


def figure_of_all(wanted: Wanted, period: Period, *, now: datetime) -> Seen:
    """The same of everybody together."""
    by = counts(wanted.measure, since=period.since)
    late = _overdue(wanted, ScopeKind.ALL, period, now=now)
    by["overdue"] = sum(late.values())
    found: Share | TimeToAnswer | Unsaid
    if wanted.is_share:
        found = share(total(by, *wanted.good), total(by, *wanted.of, "overdue"))
    else:
        found = time_to_answer(waits(wanted.measure, now=now, since=period.since))
    return Seen(wanted, ScopeKind.ALL, found, by)


def _overdue(wanted: Wanted, scope: ScopeKind, period: Period, *, now: datetime) -> dict[int, int]:
    if not wanted.mind_overdue:
        return {}
    late = overdue(wanted.measure, now=now, since=period.since)
    if scope == ScopeKind.ALL:
        return {0: late.count()}
    field = FIELDS[scope]
    rows = late.filter(**{f"{field}__isnull": False}).values_list(field).annotate(Count("pk"))
    return dict(rows)


def _shares(
    wanted: Wanted,
    _scope: ScopeKind,
    by: Mapping[int, Mapping[str, int]],
    _ids: Collection[int],
    _period: Period,
    *,
    now: datetime,
) -> Mapping[int, Share | Unsaid]:
    del now
    groups = {
        pk: (total(one, *wanted.good), total(one, *wanted.of, "overdue")) for pk, one in by.items()
    }
    return leaning_shares(groups)


def _times(
    wanted: Wanted,
    scope: ScopeKind,
    _by: object,
    ids: Collection[int],
    period: Period,
    *,
    now: datetime,
) -> Mapping[int, TimeToAnswer | Unsaid]:
    """The groups of this page beside the rest of everybody, so that all are leant on."""
    since = period.since
    own = waits_by(wanted.measure, now=now, kind=scope, ids=ids, since=since)
    rest: Counter[tuple[int, str]] = Counter()
    for one in waits(wanted.measure, now=now, since=since):
        rest[one.minutes, one.until] += one.people
    for waited in own.values():
        for one in waited:
            rest[one.minutes, one.until] -= one.people
    others = [Wait(minutes, Until(how), n) for (minutes, how), n in rest.items() if n > 0]
    return leaning_times({**own, REST: others})
