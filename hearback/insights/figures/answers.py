"""What candidates say after each moment, as far as it can be told without telling who said it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from hearback.insights.cells.said import MOMENTS
from hearback.insights.models import ScopeKind
from hearback.insights.period import MONTHS, first_month
from hearback.insights.queries import counts_by, spread
from hearback.rules.measures import (
    FLOOR,
    Buying,
    Moment,
    Score,
    Unsaid,
    Why,
    relationship,
    score,
    sorted_by_score,
    still_buying,
    withheld,
)

if TYPE_CHECKING:
    from datetime import date

    from hearback.insights.period import Asked
    from hearback.rules.measures import Relationship, StillBuying

Answers: TypeAlias = Mapping[str, int]


def answers(asked: Asked, measure: str) -> dict[Moment, Answers | Unsaid]:
    """How many gave each answer after each moment; kept back where that would tell who said what.

    Too few are kept back, so is a team whose answers could be worked out from those of the others,
    and a span of months that leaves out fewer than five answers of a longer one.
    """
    seen = {since: spread(measure, scope=asked.scope, since=since) for since in _spans(asked)}
    return {
        moment: _shown(
            asked, measure, code, {since: one.get(code, {}) for since, one in seen.items()}
        )
        for moment, code in MOMENTS.items()
    }


def _spans(asked: Asked) -> set[date | None]:
    return {first_month(months, now=asked.now) for months in MONTHS} | {asked.since}


def _shown(
    asked: Asked, measure: str, code: int, seen: Mapping[date | None, Answers]
) -> Answers | Unsaid:
    here = seen[asked.since]
    number = sum(here.values())
    if any(0 < sum(other.values()) - number < FLOOR for other in seen.values()):
        return Unsaid(number, Why.GIVES_AWAY)
    if asked.team is None:
        return here
    teams = counts_by(measure, kind=ScopeKind.TEAM, since=asked.since, about=code)
    hidden = withheld({team: sum(one.values()) for team, one in teams.items()})
    return hidden.get(asked.team.pk) or here


def scores(asked: Asked) -> dict[Moment, Score | Unsaid]:
    """The cNPS after each moment."""
    return {
        moment: one if isinstance(one, Unsaid) else score(sorted_by_score(_numbered(one)))
        for moment, one in answers(asked, "recommend").items()
    }


def ties(asked: Asked) -> dict[Moment, Relationship | Unsaid]:
    """What becomes of the tie after each moment."""
    return {
        moment: one if isinstance(one, Unsaid) else relationship(_numbered(one))
        for moment, one in answers(asked, "relationship").items()
    }


def buyers(asked: Asked) -> dict[Moment, StillBuying | Unsaid]:
    """Whether they would still buy, after each moment."""
    return {
        moment: one
        if isinstance(one, Unsaid)
        else still_buying({Buying(answer): number for answer, number in one.items()})
        for moment, one in answers(asked, "buying").items()
    }


def _numbered(counted: Answers) -> dict[int, int]:
    return {int(answer): number for answer, number in counted.items()}
