"""The black-hole report: what must never happen, counted, and since when there was none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.insights.invariants import all_invariants
from hearback.insights.proofs import last_counts
from hearback.insights.sheet import csv_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.insights.invariants import Invariant
    from hearback.insights.models import Proof


@dataclass(frozen=True)
class Line:
    """One invariant with its last count; None before the first."""

    invariant: Invariant
    proof: Proof | None

    @property
    def is_wrong(self) -> bool:
        """Whether a guarantee is broken."""
        return bool(self.invariant.must_be_zero and self.proof and self.proof.count)


@team_page(Right.INSIGHTS)
@require_safe
def black_hole(request: HttpRequest) -> HttpResponse:
    """Whether anybody is left without an answer to come."""
    proofs = last_counts()
    lines = [Line(one, proofs.get(one.name)) for one in all_invariants()]
    if request.GET.get("as") == "csv":
        return _sheet(lines)
    must = [line for line in lines if line.invariant.must_be_zero]
    counted = [line.proof.counted_at for line in must if line.proof]
    context = {
        "here": "insights",
        "zone": member_of(request).zone,
        "must": must,
        "notes": [line for line in lines if not line.invariant.must_be_zero],
        "wrong": sum(line.is_wrong for line in must),
        "uncounted": len(must) - len(counted),
        "oldest": min(counted, default=None),
    }
    return render(request, "insights/black_hole.html", context)


def _sheet(lines: list[Line]) -> HttpResponse:
    headings = [_("What"), _("Must be none"), _("Count"), _("Counted at"), _("None since")]
    rows = [
        [
            line.invariant.sentence,
            _("yes") if line.invariant.must_be_zero else _("no"),
            line.proof and line.proof.count,
            line.proof and line.proof.counted_at.isoformat(),
            line.proof and line.proof.zero_since and line.proof.zero_since.isoformat(),
        ]
        for line in lines
    ]
    return csv_of("black-hole", headings, rows)
