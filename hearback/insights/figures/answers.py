"""What candidates say after each moment, as far as it can be told without telling who said it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, TypeAlias

from hearback.insights.cells.said import MOMENTS
from hearback.insights.period import MONTHS, first_month
from hearback.insights.queries import spread, team_sizes
from hearback.rules.measures import (
    FLOOR,
    Buying,
    Moment,
    Score,
    Unsaid,
    Why,
    below_floor,
    relationship,
    score,
    sorted_by_score,
    still_buying,
)

if TYPE_CHECKING:
    from datetime import date

    from hearback.insights.period import Asked
    from hearback.rules.measures import Relationship, StillBuying

Answers: TypeAlias = Mapping[str, int]
# How many answers of each team, by the first month of the span.
Sizes: TypeAlias = "dict[date | None, dict[int, int]]"


def answers(asked: Asked, measure: str) -> dict[Moment, Answers | Unsaid]:
    """How many gave each answer after each moment; kept back where that would tell who said what.

    Too few are kept back, so is a team whose answers could be worked out from those of the others,
    and a span of months that leaves out fewer than five answers of a longer one.
    """
    here = spread(measure, scope=asked.scope, since=asked.since)
    if asked.team is None:
        hidden = _of_all(asked, measure, here)
    else:
        teams = hidden_teams(measure, asked)
        hidden = {code: one[asked.team.pk] for code, one in teams.items() if asked.team.pk in one}
    return {moment: hidden.get(code) or here.get(code, {}) for moment, code in MOMENTS.items()}


def _spans(asked: Asked) -> set[date | None]:
    return {first_month(months, now=asked.now) for months in MONTHS} | {asked.since}


def _of_all(asked: Asked, measure: str, here: Mapping[int, Answers]) -> dict[int, Unsaid]:
    """Of each moment (its code) why not even everybody's answers together are shown."""
    spans = {since: spread(measure, since=since) for since in _spans(asked)}
    hidden = {}
    for code, one in here.items():
        sizes = {since: {0: sum(found.get(code, {}).values())} for since, found in spans.items()}
        if _leaves_few([0], sizes, asked):
            hidden[code] = Unsaid(sum(one.values()), Why.GIVES_AWAY)
    return hidden


def hidden_teams(measure: str, asked: Asked) -> dict[int, dict[int, Unsaid]]:
    """Of each moment (its code) the teams not to show, by the key of the team.

    Those too few, those of which a longer span of months has one to four answers more, and as many
    others as it takes for neither to be worked out from everybody's answers and the teams shown.
    """
    found: dict[int, Sizes] = {}
    spans = _spans(asked)
    for since in spans:
        for about, team, number in team_sizes(measure, since=since):
            found.setdefault(about, {one: {} for one in spans})[since][team] = number
    return {about: _hidden(sizes, asked) for about, sizes in found.items()}


def _hidden(sizes: Sizes, asked: Asked) -> dict[int, Unsaid]:
    here = {team: sizes[asked.since].get(team, 0) for one in sizes.values() for team in one}
    hidden = dict(below_floor(here))
    for team, number in here.items():
        if team not in hidden and _leaves_few([team], sizes, asked):
            hidden[team] = Unsaid(number, Why.GIVES_AWAY)
    for team in sorted(here, key=lambda team: here[team]):
        if team not in hidden and _tells(hidden, sizes, asked):
            hidden[team] = Unsaid(here[team], Why.GIVES_AWAY)
    return hidden


def _tells(teams: Collection[int], sizes: Sizes, asked: Asked) -> bool:
    """Whether these together are too few, or a longer span has too few besides."""
    together = sum(sizes[asked.since].get(team, 0) for team in teams)
    return 0 < together < FLOOR or _leaves_few(teams, sizes, asked)


def _leaves_few(teams: Collection[int], sizes: Sizes, asked: Asked) -> bool:
    """Whether a longer span of months has one to four answers more of these together."""
    together = {since: sum(one.get(team, 0) for team in teams) for since, one in sizes.items()}
    return any(0 < number - together[asked.since] < FLOOR for number in together.values())


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
