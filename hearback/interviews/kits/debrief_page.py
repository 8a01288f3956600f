"""The debrief of one person: agreement and spread per criterion, evidence, and who is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.interviews.kits.queries import (
    cards_of,
    is_in,
    is_waived,
    may_read,
    own_card_missing,
    panel_of,
    still_out,
)
from hearback.interviews.kits.waiting import in_a_row
from hearback.interviews.models import NOT_ASKED, Debt, Overall
from hearback.pipeline.models import ApplicationState
from hearback.rules.agreement import LEVELS, Spread, Verdict, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Panelist, Score, Scorecard
    from hearback.pipeline.models import Application

LAST = 1_000
_RANK = {Overall.STRONG_NO: 1, Overall.NO: 2, Overall.YES: 3, Overall.STRONG_YES: 4}


@dataclass(frozen=True)
class Voice:
    """One person's newest scorecard with those before it, oldest first."""

    panelist: Panelist
    card: Scorecard
    earlier: list[Scorecard]

    @property
    def name(self) -> str:
        """Who speaks."""
        return self.panelist.member.name

    @property
    def verdict(self) -> str:
        """What they would do, in words."""
        return str(Overall(self.card.overall).label)


@dataclass(frozen=True)
class Said:
    """What one person saw of one criterion."""

    voice: Voice
    score: Score


@dataclass(frozen=True)
class Line:
    """One criterion: who sees it at which level, how far they agree, what they heard."""

    text: str
    said: list[Said]
    not_asked: list[Said]
    words: str
    is_apart: bool

    @property
    def steps(self) -> list[tuple[int, list[str]]]:
        """Each level with the names of those who see it there."""
        names: dict[int, list[str]] = defaultdict(list)
        for one in self.said:
            names[one.score.level or 0].append(one.voice.name)
        return [(level, names[level]) for level in LEVELS]


@dataclass(frozen=True)
class Seat:
    """Somebody of the panel and where their scorecard is."""

    panelist: Panelist
    words: str
    is_out: bool


def debrief_page(application: Application, member: Member, *, now: datetime) -> dict[str, Any]:
    """The context of `interviews/debrief.html`; what this member may not read is not in it."""
    panel = panel_of(application)
    own = own_card_missing(panel, member)
    readable = may_read(panel, member, now=now)
    voices = [voice for one in panel if (voice := _voice(one))] if readable else []
    out = still_out(panel, now=now)
    return {
        "here": "openings",
        "application": application,
        "own": own,
        "is_readable": readable,
        "seats": [_seat(one, is_out=one in out) for one in panel],
        "out": in_a_row([one.member.name for one in out]) if out else "",
        "voices": voices,
        "lines": _lines(voices),
        "overall": _overall(voices),
        "may_answer": may(member, Right.ANSWER)
        and application.state == ApplicationState.IN_PROGRESS,
        "zone": member.zone,
    }


def _voice(panelist: Panelist) -> Voice | None:
    filed = list(cards_of(panelist).filed().prefetch_related("scores__criterion"))
    return Voice(panelist, filed[-1], filed[:-1]) if filed else None


def _seat(panelist: Panelist, *, is_out: bool) -> Seat:
    if is_in(panelist):
        words = _("filed")
    elif is_waived(panelist):
        words = _waiver(panelist)
    else:
        words = _("not filed yet") if is_out else _("still to come")
    return Seat(panelist, words, is_out)


def _waiver(panelist: Panelist) -> str:
    debt = Debt.objects.select_related("waived_by").get(panelist=panelist)
    name = debt.waived_by.name if debt.waived_by else ""
    return _("not waited for, says {name}: {why}").format(name=name, why=debt.why_waived)


def _lines(voices: Iterable[Voice]) -> list[Line]:
    """One line a criterion, in the order of the brief; those it has no more come last."""
    said: dict[str, list[Said]] = {}
    place: dict[str, int] = {}
    for voice in voices:
        for score in voice.card.scores.all():
            said.setdefault(score.text, []).append(Said(voice, score))
            place[score.text] = score.criterion.position if score.criterion else LAST
    return [_line(text, said[text]) for text in sorted(said, key=lambda text: place[text])]


def _line(text: str, all_said: Sequence[Said]) -> Line:
    asked = [one for one in all_said if one.score.level != NOT_ASKED]
    found = spread([one.score.level or 0 for one in asked])
    return Line(
        text=text,
        said=sorted(asked, key=lambda one: (one.score.level or 0, one.voice.name)),
        not_asked=[one for one in all_said if one.score.level == NOT_ASKED],
        words=spread_words(found),
        is_apart=found is not None and found.verdict is Verdict.APART,
    )


def spread_words(found: Spread | None) -> str:
    """How far people agree, in a sentence."""
    if found is None:
        return _("Nobody asked about this.")
    known = {
        Verdict.ALONE: _("One voice."),
        Verdict.ALIKE: _("All {number} see it alike."),
        Verdict.CLOSE: _("Close: {lowest} and {highest}."),
        Verdict.APART: _("Apart: from {lowest} to {highest}. Talk about this first."),
    }
    words = known[found.verdict].format(
        number=found.number, lowest=found.lowest, highest=found.highest
    )
    if found.divided and found.verdict is Verdict.CLOSE:
        words += " " + _("For some it is enough, for some not yet.")
    return words


def _overall(voices: Sequence[Voice]) -> str:
    """Whether they would all do the same, in a sentence."""
    found = spread([_RANK[Overall(voice.card.overall)] for voice in voices])
    if found is None:
        return ""
    if found.divided:
        return _("Some say yes and some say no.")
    return _("Nobody says no.") if found.lowest > LEVELS[1] else _("Nobody says yes.")
