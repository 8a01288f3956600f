"""What interviewers say beside what candidates say, team by team (M21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.accounts.models import Team
from hearback.insights.cells.said import MOMENTS
from hearback.insights.charts.figure import Figure, Table
from hearback.insights.charts.planes import pairs
from hearback.insights.charts.rows import Pair
from hearback.insights.figures.answers import hidden_teams
from hearback.insights.figures.words import leaning_cells, told_score
from hearback.insights.models import ScopeKind
from hearback.insights.queries import counts_by
from hearback.rules.measures import Moment, Unsaid, leaning_scores, sorted_by_score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearback.insights.charts.drawing import Drawing
    from hearback.insights.charts.figure import Told
    from hearback.insights.period import Asked
    from hearback.rules.measures import Said, Score


# What opinions of interviewers are about: nothing but interviewing.
_OURS = 0


def both_sides(asked: Asked) -> Figure:
    """Interviewers across, candidates upwards, a cross for each team."""
    after = MOMENTS[Moment.INTERVIEW]
    ours = leaning_scores(_by_team("panel", asked, _OURS), _hidden("panel", asked, _OURS))
    theirs = leaning_scores(_by_team("recommend", asked, after), _hidden("recommend", asked, after))
    known = dict(Team.objects.order_by("name").values_list("pk", "name"))
    return draw(
        {pk: name for pk, name in known.items() if pk in ours or pk in theirs}, ours, theirs
    )


def _hidden(measure: str, asked: Asked, about: int) -> dict[int, Unsaid]:
    return hidden_teams(measure, asked).get(about, {})


def _by_team(measure: str, asked: Asked, about: int) -> dict[int, Said]:
    found = counts_by(measure, kind=ScopeKind.TEAM, since=asked.since, about=about)
    return {
        team: sorted_by_score({int(answer): number for answer, number in counted.items()})
        for team, counted in found.items()
    }


def draw(
    teams: Mapping[int, str],
    ours: Mapping[int, Score | Unsaid],
    theirs: Mapping[int, Score | Unsaid],
) -> Figure:
    """The figure of these scores; only teams of which both sides may be told are drawn."""
    crosses: list[Pair] = []
    table: list[list[Told]] = []
    told = []
    for pk, name in teams.items():
        we, they = ours.get(pk), theirs.get(pk)
        table.append([name, *leaning_cells(we), *leaning_cells(they)])
        if we is None or they is None or isinstance(we, Unsaid) or isinstance(they, Unsaid):
            continue
        crosses.append(Pair(name, (we.low, we.value, we.high), (they.low, they.value, they.high)))
        both = {"name": name, "ours": told_score(we), "theirs": told_score(they)}
        told.append(_("%(name)s: interviewers %(ours)s, candidates %(theirs)s.") % both)
    return Figure(
        key="teams",
        title=_("Where interviewers suffer, candidates do"),
        means=_(
            "Whether each team's interviewers would recommend interviewing here, beside whether"
            " the candidates they met would recommend applying: 9 and 10 less 0 to 6, in points."
            " Small teams lean on all teams together, which the table marks; the lines are each"
            " team's own range."
        ),
        drawing=_drawn(crosses, " ".join(told)) if crosses else None,
        table=Table(_head(), table),
        note=_("No team is shown by fewer than five answers, nor where they could be worked out."),
    )


def _drawn(crosses: list[Pair], says: str) -> Drawing:
    return pairs(crosses, says, across=_("Interviewers"), up=_("Candidates"))


def _head() -> list[str]:
    ours, theirs = _("Interviewers"), _("Candidates")
    return [_("Team"), ours, _("Answers"), _("Leans"), theirs, _("Answers"), _("Leans")]
