"""The kit of a round: as it is written, and as an interviewer reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.interviews.kits import actions as act
from hearback.interviews.kits import queries as read
from hearback.interviews.kits.forms import KitForm
from hearback.interviews.kits.reading import Part, gaps_of_kit, kit_of
from hearback.interviews.kits.taking import start_of
from hearback.kit import clock
from hearback.kit.errors import Invalid

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.interviews.models import Round

WRONG = 422


@team_page()
@require_safe
def kit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What each part of a round asks and how it is scored."""
    member = member_of(request)
    visit = read.round_for(member, public_id)
    context = {
        "here": "openings",
        "visit": visit,
        "parts": kit_of(visit),
        "gaps": list(gaps_of_kit(visit)),
        "may_write": may(member, Right.RUN_OPENINGS),
    }
    return render(request, "interviews/kit.html", context)


@team_page(Right.RUN_OPENINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Write what is asked and what the levels mean."""
    member = member_of(request)
    visit = read.round_for(member, public_id)
    parts = kit_of(visit)
    topics = [topic for part in parts for topic in part.topics]
    start = start_of(topics)
    form = KitForm(request.POST or None, topics=topics, initial=start.initial)
    if not form.is_valid():
        return _page(request, visit, parts, form, start.taken)
    try:
        act.save_kit(visit=visit, guides=form.guides(), by=member, now=clock.now())
    except Invalid as wrong:
        for name, sentence in wrong.fields.items():
            form.add_error(name, sentence)
        return _page(request, visit, parts, form, {})
    messages.success(request, _("The kit of “{round}” is saved.").format(round=visit.name))
    return redirect("kits:kit", visit.public_id)


def _page(
    request: HttpRequest, visit: Round, parts: list[Part], form: KitForm, taken: dict[int, Any]
) -> HttpResponse:
    groups = {topic.criterion.pk: (asked, levels) for topic, asked, levels in form.groups()}
    context = {
        "here": "openings",
        "visit": visit,
        "form": form,
        "parts": [
            (
                part,
                [
                    (topic, *groups[topic.criterion.pk], taken.get(topic.criterion.pk))
                    for topic in part.topics
                ],
            )
            for part in parts
        ],
    }
    return render(
        request, "interviews/kit_edit.html", context, status=WRONG if form.errors else 200
    )
