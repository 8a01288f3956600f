"""What every page about one opening shows around its content: title, state, tabs, acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import Right, may
from hearback.answers.models import Closing
from hearback.desk.queries.openings import work_in
from hearback.interviews.checking.queries import booked_ahead
from hearback.pipeline.models import ApplicationState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpRequest

    from hearback.accounts.models import Member
    from hearback.kit.paging import Count
    from hearback.pipeline.models import Opening

LONGEST = 80
_PAGES = {
    "board": ("board", _("Board")),
    "people": ("people", _("People")),
    "brief": ("opening_brief", _("Brief")),
    "interviews": ("opening_interviews", _("Interviews")),
    "in_touch": ("in_touch", _("In touch")),
}
# Who does not write to candidates does not see whom one might write to.
_FOR_WHO_ANSWERS = {"in_touch"}


def search_words(request: HttpRequest) -> str:
    """What stands in the search box of a list, cleaned."""
    return one_line(request.GET.get("q", ""), LONGEST)


def frame_of(opening: Opening, member: Member, *, tab: str, now: datetime) -> dict[str, Any]:
    """The context every page of an opening shares; `tab` is one of its pages."""
    return {
        "here": "openings",
        "opening": opening,
        "work": work_in([opening])[opening.pk],
        "closing": Closing.objects.under_way().filter(opening=opening).first(),
        "tabs": _tabs(opening, tab, member),
        "may_write": may(member, Right.RUN_OPENINGS),
        "booked": booked_ahead(opening, now=now),
        "here_url": reverse(f"desk:{_PAGES[tab][0]}", args=[opening.slug]),
        "now": now,
        "zone": member.zone,
    }


def _tabs(opening: Opening, current: str, member: Member) -> list[dict[str, object]]:
    may_answer = may(member, Right.ANSWER)
    return [
        {
            "title": str(title),
            "url": reverse(f"desk:{name}", args=[opening.slug]),
            "current": tab == current,
            "count": None,
        }
        for tab, (name, title) in _PAGES.items()
        if may_answer or tab not in _FOR_WHO_ANSWERS
    ]


def ended_words(counts: Mapping[str, Count]) -> list[tuple[str, str, Count]]:
    """The ways people ended here: state, its word, how many; those with nobody left out."""
    return [
        (state, str(ApplicationState(state).label), number)
        for state, number in counts.items()
        if number
    ]
