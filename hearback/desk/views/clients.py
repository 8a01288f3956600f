"""The page of one client: people, openings, who is put forward, meetings, how they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.clients.queries import client_for, meetings_with, submissions_to
from hearback.clients.score import score_of
from hearback.desk.courtesy import courtesy_of
from hearback.desk.put_forward import forwards, held
from hearback.feedback.asking.said import within
from hearback.kit import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@team_page(Right.ANSWER)
@require_safe
def client(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything about one client."""
    member, now = member_of(request), clock.now()
    found = client_for(member, public_id)
    people = list(found.contacts.order_by("left_at", "own_name"))
    context = {
        "here": "openings",
        "client": found,
        "people": [(one, within(one)) for one in people],
        "openings": found.openings.select_related("place").order_by("state", "title"),
        "forwards": forwards(submissions_to(found, member), now=now),
        "meetings": held(meetings_with(found, member), member),
        "figures": score_of(found, now=now),
        "courtesy": courtesy_of(found, now=now),
        "now": now,
        "zone": member.zone,
    }
    return render(request, "desk/client.html", context)
