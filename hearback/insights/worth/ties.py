"""Customers kept and lost, by stage, opening, team and time: sums only.

Only candidates who agreed to be matched and were found count. Where adding them up takes long the
sums are kept for some minutes; they are void at once when somebody takes their yes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from hearback.insights.charts.bars import bars
from hearback.insights.charts.figure import Figure, Number, Table
from hearback.insights.charts.rows import Row
from hearback.insights.figures.words import kept_back, told_share, whole
from hearback.relations.customers.tallies import told
from hearback.rules.measures import Asked, AtStage, Tie, Unsaid, Why, kept_and_lost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearback.insights.charts.figure import Told


@dataclass(frozen=True)
class By:
    """One way to look at them: what it is called in SQL, and how its groups are sorted."""

    group: str
    order: str


WAYS = {
    "stage": By("g.name", "g.position"),
    "opening": By("o.title", "o.title"),
    "team": By("t.name", "t.name"),
    "time": By(
        "to_char(a.received_at AT TIME ZONE z.zone, 'YYYY-\"Q\"Q')",
        "to_char(a.received_at AT TIME ZONE z.zone, 'YYYY-\"Q\"Q')",
    ),
}
# A customer counts once in a group, however often they applied, with what was said last of those.
_ASK = """
SELECT grouped, relationship, count(*) FROM (
SELECT DISTINCT ON (1, 2, k.customer_id) {group} AS grouped, {order} AS place, s.relationship
  FROM relations_seeker k
  JOIN pipeline_consent c ON c.id = k.consent_id AND c.ended_at IS NULL
  JOIN pipeline_application a ON a.candidate_id = c.candidate_id
  JOIN pipeline_stage g ON g.id = a.stage_id
  JOIN pipeline_opening o ON o.id = a.opening_id
  JOIN accounts_team t ON t.id = o.team_id
  JOIN accounts_organisation z ON z.id = 1
  LEFT JOIN LATERAL (
       SELECT p.relationship, q.since
         FROM surveys_asking q JOIN surveys_opinion p ON p.asking_id = q.id
        WHERE q.application_id = a.id AND p.counted_at IS NOT NULL AND p.relationship IS NOT NULL
        ORDER BY q.since DESC, q.id DESC LIMIT 1) s ON true
 WHERE k.customer_id IS NOT NULL
 ORDER BY 1, 2, k.customer_id, s.since DESC NULLS LAST, a.id DESC
) AS one
 GROUP BY grouped, place, relationship ORDER BY place, grouped, relationship
"""
# So many groups fit a page: of openings there may be thousands.
SHOWN = 16


def ways() -> dict[str, str]:
    """What each way is called."""
    return {
        "stage": _("By stage"),
        "opening": _("By opening"),
        "team": _("By team"),
        "time": _("By quarter"),
    }


def customers_by(way: str) -> dict[str, Asked]:
    """The customers of each group and what they said; `way` is one of WAYS."""
    found: dict[str, Counter[int | None]] = {}
    for group, tie, number in told(f"ties.{way}", TIES[f"ties.{way}"]):
        found.setdefault(group, Counter())[tie] += number
    return {
        group: Asked(said.total(), {tie: n for tie, n in said.items() if tie is not None})
        for group, said in found.items()
    }


def _ask(way: str) -> list[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_ASK.format(group=WAYS[way].group, order=WAYS[way].order))
        return [list(row) for row in cursor.fetchall()]


# By the name under which `tallies` keeps them.
TIES: dict[str, Callable[[], Any]] = {f"ties.{way}": partial(_ask, way) for way in WAYS}


def lost_and_won(way: str) -> Figure:
    """The figure of customers kept and lost, of one way to look at them."""
    by_group = customers_by(way)
    found = kept_and_lost(by_group)
    if len(found) <= SHOWN:
        return draw(way, found)
    most = sorted(found, key=lambda group: -by_group[group].customers)[:SHOWN]
    note = _("The %(shown)d with the most customers, of %(all)s.")
    words = note % {"shown": SHOWN, "all": f"{len(found):,}"}
    return draw(way, {group: found[group] for group in most}, note=words)


def draw(way: str, found: Mapping[str, AtStage | Unsaid], *, note: str = "") -> Figure:
    """The figure of these groups."""
    rows: list[Row] = []
    table: list[list[Told]] = []
    spoken = []
    for name, one in found.items():
        if isinstance(one, Unsaid):
            rows.append(Row(name, None, _few(one)))
            table.append([name, Number(_few(one))])
            continue
        said = {"lost": f"{one.lost:,.0f}", "of": f"{one.customers:,}"}
        words = _("%(lost)s of %(of)s") % said
        rows.append(Row(name, one.lost, words, one.least, one.most, is_bad=True))
        shares = [one.said.resentment, one.said.by_tie[Tie.WON]]
        numbers = [whole(one.customers), whole(one.answered), whole(one.least), whole(one.most)]
        table.append([name, *numbers, *(Number(told_share(each), each.value) for each in shares)])
        spoken.append(f"{name}: {words}.")
    head = [ways()[way], _("Customers"), _("Answered"), _("Lost at least"), _("At most")]
    return Figure(
        key="ties",
        title=_("Customers kept and lost"),
        means=_(
            "Of candidates who agreed to be matched and were found, each customer once in a group:"
            " how many take it elsewhere, worked out from those who answered. Certain is only: at"
            " least those who said so, at most those and everybody silent, which the line shows."
        ),
        drawing=bars(rows, " ".join(spoken) or _("Too few answers to say.")),
        table=Table([*head, _("Take it elsewhere"), _("Great, more of it")], table),
        note=note,
    )


def _few(unsaid: Unsaid) -> str:
    """Why there is no figure, without how many there are: of customers, that would tell already."""
    return _("Too few to say.") if unsaid.why is Why.TOO_FEW else kept_back(unsaid)
