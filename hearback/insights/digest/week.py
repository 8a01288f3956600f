"""What happened in a week, counted from its facts; of a worker only, never of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.insights.charts.bars import bars
from hearback.insights.charts.rows import Row
from hearback.insights.figures.words import percent
from hearback.insights.invariants import all_invariants
from hearback.insights.models import Fact
from hearback.insights.proofs import last_counts
from hearback.insights.queries import total

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.insights.charts.drawing import Drawing

# What is open although its day was in the week is overdue, which counts as broken.
BROKEN = ("broken", "open")
PROMISE_ENDS = ("kept", "kept_late", "mended", *BROKEN)


@dataclass(frozen=True)
class Week:
    """Who applied, which promises were due, and how many things that must never happen have."""

    applied: int
    promises: Mapping[str, int]
    wrong: int

    @property
    def due(self) -> int:
        """Promises whose moment was in the week and is over."""
        return total(self.promises, *PROMISE_ENDS)

    @property
    def is_worth_a_letter(self) -> bool:
        """Whether there is anything to say but that nobody is left without an answer to come."""
        return bool(self.applied or self.due or self.wrong)


def week_of(*, begin: datetime, end: datetime) -> Week:
    """The week from `begin` to before `end` (both aware)."""
    return Week(
        applied=sum(_counted("first_answer", begin, end).values()),
        promises=_counted("promise", begin, end),
        wrong=wrong_now(),
    )


def wrong_now() -> int:
    """How many things that must never happen have happened, as last counted."""
    proofs = last_counts()
    must = [proofs.get(one.name) for one in all_invariants() if one.must_be_zero]
    return sum(1 for proof in must if proof and proof.count)


def _counted(measure: str, begin: datetime, end: datetime) -> dict[str, int]:
    facts = Fact.objects.filter(measure=measure, at__gte=begin, at__lt=end)
    return dict(facts.values_list("bucket").annotate(Count("pk")).order_by("bucket"))


def sentences(week: Week) -> list[str]:
    """The week in sentences."""
    told = [
        ngettext("%(n)d person applied.", "%(n)d people applied.", week.applied)
        % {"n": week.applied}
    ]
    if week.due:
        due = ngettext("%(n)d promise was due", "%(n)d promises were due", week.due)
        kept = total(week.promises, "kept")
        said = {"due": due % {"n": week.due}, "share": percent(kept / week.due)}
        told.append(_("%(due)s; %(share)s were kept in time.") % said)
    return told


def proof(wrong: int) -> str:
    """Whether anybody is left without an answer to come."""
    if not wrong:
        return _("Nobody is left without an answer to come.")
    words = ngettext(
        "%(n)d thing that must never happen has happened: the black-hole report names it.",
        "%(n)d things that must never happen have happened: the black-hole report names them.",
        wrong,
    )
    return words % {"n": wrong}


def promises_drawn(week: Week) -> Drawing:
    """What became of the week's promises, a bar each."""
    named = [
        (_("Kept in time"), total(week.promises, "kept"), False),
        (_("Kept late"), total(week.promises, "kept_late"), True),
        (_("Broken, made good since"), total(week.promises, "mended"), True),
        (_("Broken"), total(week.promises, *BROKEN), True),
    ]
    rows = [Row(name, number, f"{number:,}", is_bad=bad) for name, number, bad in named]
    said = ", ".join(f"{name.lower()} {number:,}" for name, number, _bad in named)
    return bars(rows, _("Promises of the week: %(said)s.") % {"said": said})
