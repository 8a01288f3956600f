"""The team as its page shows it: who is here, who is away, who covers, how much each carries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hearback.accounts.queries import who_covers
from hearback.team.hours import week_in_words
from hearback.team.queries import Load, loads, the_team, today_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Absence, Member


@dataclass(frozen=True)
class Row:
    """One member; `cover` answers for them while they are away."""

    member: Member
    hours: list[tuple[str, str]]
    away: Absence | None
    next_away: Absence | None
    cover: Member | None
    load: Load


@dataclass(frozen=True)
class Group:
    """The members of one team; `name` is empty for those without."""

    name: str
    rows: tuple[Row, ...]


def roster(*, now: datetime) -> list[Group]:
    """Everybody who is here, by team."""
    carried = loads(now=now)
    rows = [_row(member, carried.get(member.pk, Load()), now=now) for member in the_team(now=now)]
    teams = groupby(rows, key=lambda row: row.member.team.name if row.member.team else "")
    return [Group(name, tuple(members)) for name, members in teams]


def away_now(groups: Sequence[Group]) -> int:
    """How many of them are away today."""
    return sum(row.away is not None for group in groups for row in group.rows)


def _row(member: Member, load: Load, *, now: datetime) -> Row:
    today = today_of(member, now=now)
    absences: list[Absence] = member.coming_absences  # type: ignore[attr-defined]  # prefetched
    coming = [absence for absence in absences if absence.last_day >= today]
    away = next((absence for absence in coming if absence.first_day <= today), None)
    return Row(
        member=member,
        hours=week_in_words(member.hours),
        away=away,
        next_away=next((absence for absence in coming if absence.first_day > today), None),
        cover=who_covers(member, now=now) if away else None,
        load=load,
    )
