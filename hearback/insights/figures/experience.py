"""The figures of what candidates say: would they recommend us, does the tie hold, do they buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.insights.charts.bars import dots, stacked
from hearback.insights.charts.figure import Figure, Number, Table
from hearback.insights.charts.rows import Parts, Row
from hearback.insights.figures.answers import buyers, scores, ties
from hearback.insights.figures.response import answered, response
from hearback.insights.figures.words import kept_back, points, told_score, told_share, whole
from hearback.rules.measures import Buying, Moment, Tie, Unsaid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hearback.insights.charts.figure import Told
    from hearback.insights.period import Asked
    from hearback.rules.measures import Relationship, Score, Share, StillBuying

LEAST, MOST = -100, 100
MARKS = (LEAST, 0, MOST)


@dataclass(frozen=True)
class Answered:
    """How many answered, and the share of each answer."""

    of: int
    shares: Sequence[Share]


def experience(asked: Asked) -> list[Figure]:
    """The three questions by moment, the third where people buy from us; and how many answered."""
    bought = buyers(asked)
    figures = [recommend(scores(asked)), tie(ties(asked))]
    if any(map(number_of, bought.values())):
        figures.append(buying(bought))
    return [*figures, response(answered(asked), names())]


def names() -> dict[Moment, str]:
    """What each moment is called."""
    return {
        Moment.APPLICATION: _("After applying"),
        Moment.INTERVIEW: _("After an interview"),
        Moment.ANSWER: _("After the answer"),
    }


def recommend(found: Mapping[Moment, Score | Unsaid]) -> Figure:
    """The figure of these scores."""
    named = names()
    rows = [score_row(named[moment], one) for moment, one in found.items()]
    table = [score_line(named[moment], one) for moment, one in found.items()]
    told = [
        f"{named[moment]}: {told_score(one)}."
        for moment, one in found.items()
        if not isinstance(one, Unsaid)
    ]
    says = " ".join(told) or _("Too few answers to say.")
    return Figure(
        key="recommend",
        title=_("Would they recommend applying here?"),
        means=_(
            "cNPS: the share who answer 9 or 10 less the share who answer 0 to 6, in points from"
            " −100 to +100. The line is the range that holds the true value nineteen times in"
            " twenty."
        ),
        drawing=dots(rows, says, least=LEAST, most=MOST, marks=MARKS),
        table=Table(score_head(_("Asked")), table if any(map(number_of, found.values())) else []),
    )


def score_head(first: str) -> list[str]:
    """The columns of a table of scores."""
    counted = [_("9–10"), _("7–8"), _("0–6")]
    return [first, _("Answers"), _("cNPS"), _("From"), _("To"), *counted]


def score_row(name: str, one: Score | Unsaid) -> Row:
    """A score as it is drawn."""
    if isinstance(one, Unsaid):
        return Row(name, None, _("too few") if one.counted else _("nothing yet"))
    words = told_score(one)
    return Row(f"{name}, {one.said.of:,}", one.value, words, one.low, one.high, one.value < 0)


def score_line(name: str, one: Score | Unsaid) -> list[Told]:
    """A score as it stands in the table."""
    if isinstance(one, Unsaid):
        return [name, whole(one.counted), Number(kept_back(one))]
    values = [Number(points(end), round(end, 1)) for end in (one.value, one.low, one.high)]
    said = one.said
    counted = [whole(number) for number in (said.promoters, said.passives, said.detractors)]
    return [name, whole(said.of), *values, *counted]


def tie(found: Mapping[Moment, Relationship | Unsaid]) -> Figure:
    """The figure of what becomes of the relationship."""
    order = [Tie.WON, Tie.KEPT, Tie.UNMOVED, Tie.LOST]
    labels = [_("Great, more of it"), _("Pretty good"), _("Nothing changes")]
    return _in_parts(
        "relationship",
        _("What becomes of the relationship?"),
        _(
            "The share of each answer among all who answered; “takes it elsewhere” is resentment."
            " The range in brackets holds the true share nineteen times in twenty."
        ),
        [*labels, _("Takes it elsewhere")],
        {
            moment: one
            if isinstance(one, Unsaid)
            else Answered(one.of, [one.by_tie[each] for each in order])
            for moment, one in found.items()
        },
    )


def buying(found: Mapping[Moment, StillBuying | Unsaid]) -> Figure:
    """The figure of who would still buy."""
    order = [Buying.YES, Buying.UNSURE, Buying.NO]
    return _in_parts(
        "buying",
        _("Would they still buy?"),
        _("The share of each answer among those who ever bought. Who never bought cannot stop."),
        [_("Yes"), _("Not sure"), _("No")],
        {
            moment: one
            if isinstance(one, Unsaid)
            else Answered(one.of, [one.by_answer[each] for each in order])
            for moment, one in found.items()
        },
    )


def _in_parts(
    key: str,
    title: str,
    means: str,
    labels: Sequence[str],
    found: Mapping[Moment, Answered | Unsaid],
) -> Figure:
    """Answers in shares by moment; the last answer is the one that hurts."""
    named = names()
    rows: list[Parts] = []
    table: list[list[Told]] = []
    told = []
    for moment, one in found.items():
        if isinstance(one, Unsaid):
            rows.append(Parts(named[moment], [], kept_back(one)))
            table.append([named[moment], whole(one.counted), Number(kept_back(one))])
            continue
        rows.append(
            Parts(f"{named[moment]}, {one.of:,}", [share.value for share in one.shares], "")
        )
        shares = [Number(told_share(share), round(share.value, 4)) for share in one.shares]
        table.append([named[moment], whole(one.of), *shares])
        last = {"name": named[moment], "answer": labels[-1], "share": told_share(one.shares[-1])}
        told.append(_("%(name)s, “%(answer)s”: %(share)s.") % last)
    says = " ".join(told) or _("Too few answers to say.")
    return Figure(
        key=key,
        title=title,
        means=means,
        drawing=stacked(rows, labels, says, bad=len(labels) - 1),
        table=Table(
            [_("Asked"), _("Answers"), *labels],
            table if any(map(number_of, found.values())) else [],
        ),
    )


def number_of(one: Unsaid | Score | Answered | StillBuying | Relationship) -> int:
    """How many answered."""
    if isinstance(one, Unsaid):
        return one.counted
    said = getattr(one, "said", None)
    return said.of if said else getattr(one, "of", 0)
