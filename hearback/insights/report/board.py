"""The page for the board: a few figures with their ranges and what each means, as a PDF."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.insights.digest.week import proof, wrong_now
from hearback.insights.figures.answers import scores, ties
from hearback.insights.figures.experience import recommend, tie
from hearback.insights.figures.promises import kept_of
from hearback.insights.figures.times import first_answer, times
from hearback.insights.figures.words import kept_back, percent, points, wait
from hearback.insights.period import MONTHS
from hearback.insights.queries import counts
from hearback.insights.worth.queries import said_now
from hearback.rules.measures import Moment, Unsaid
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.insights.charts.figure import Figure
    from hearback.insights.period import Asked
    from hearback.rules.measures import Relationship, Score, Share, TimeToAnswer

WIDTH, LONGEST = 560, 200


def board_report(asked: Asked, *, months: str, with_worth: bool) -> bytes:
    """The PDF, one page. `with_worth` only for who may know what customers are worth."""
    house = the_organisation()
    today = asked.now.astimezone(ZoneInfo(house.zone)).date()
    said = said_now(now=asked.now) if with_worth else ""
    known = {
        "title": _("How we treat those who apply"),
        "house": one_line(house.name, LONGEST),
        "paper": "a4",
        "when": _("%(day)s, telling of %(months)s")
        % {"day": date_format(today, "j F Y"), "months": MONTHS[months]},
        "proof": proof(wrong_now()),
        "figures": _figures(asked),
        "charts": [_chart(one) for one in _drawn(asked)],
        "worth": _("Money at risk in a year: %(said)s") % {"said": said} if said else "",
        "worth_means": _(
            "What customers among those we did not hire may take elsewhere, from terms an analyst"
            " kept. For readers who decide about no candidate."
        ),
        "foot": _(
            "Ranges hold the true value nineteen times in twenty. No figure of what people said"
            " from fewer than five answers."
        ),
    }
    with as_file(files(__package__) / "board.typ") as template:
        written = typst.compile(template, sys_inputs={"report": json.dumps(known)})
    if not isinstance(written, bytes):
        raise TypeError("A report is one document.")
    return written


def _drawn(asked: Asked) -> Iterable[Figure]:
    figures = [times(asked)[0], recommend(scores(asked)), tie(ties(asked))]
    return (one for one in figures if one.drawing and not one.table.is_empty)


def _chart(figure: Figure) -> dict[str, str]:
    drawing = figure.drawing
    drawn = {"svg": drawing.paper(WIDTH), "says": drawing.says} if drawing else {}
    return {"title": figure.title, "means": figure.means, **drawn}


def _figures(asked: Asked) -> list[dict[str, str]]:
    applied = sum(counts("first_answer", scope=asked.scope, since=asked.since).values())
    first = first_answer(asked)
    after, tied = scores(asked)[Moment.ANSWER], ties(asked)[Moment.ANSWER]
    kept, broken = kept_of(asked)
    over = _("Of all whose moment is over.")
    return [
        _told(_("People applied"), f"{applied:,}", "", _("Applications that came in.")),
        _waited(_("Half heard within"), first, 0),
        _waited(_("Nine in ten heard within"), first, 1),
        _shared(_("Promises kept in time"), kept, over),
        _shared(_("Promises broken"), broken, over),
        _scored(after),
        _lost(tied),
    ]


def _told(name: str, value: str, span: str, means: str) -> dict[str, str]:
    return {"name": name, "value": value, "range": span, "means": means}


def _waited(name: str, took: TimeToAnswer | Unsaid, which: int) -> dict[str, str]:
    means = _("From applying until they first heard how it goes on; who still waits is in it.")
    if isinstance(took, Unsaid):
        return _told(name, "–", "", kept_back(took))
    return _told(name, wait((took.median, took.p90)[which]), "", means)


def _shared(name: str, share: Share | Unsaid, means: str) -> dict[str, str]:
    if isinstance(share, Unsaid):
        return _told(name, "–", "", kept_back(share))
    return _told(name, percent(share.value), _range(percent(share.low), percent(share.high)), means)


def _scored(found: Score | Unsaid) -> dict[str, str]:
    name = _("cNPS after the answer")
    if isinstance(found, Unsaid):
        return _told(name, "–", "", kept_back(found))
    means = _("9 and 10 less 0 to 6, in points, of %(of)d answers.") % {"of": found.said.of}
    span = _range(points(found.low), points(found.high))
    return _told(name, points(found.value), span, means)


def _lost(found: Relationship | Unsaid) -> dict[str, str]:
    resentment = found if isinstance(found, Unsaid) else found.resentment
    return _shared(_("Take it elsewhere"), resentment, _("Of all asked after the answer."))


def _range(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}
