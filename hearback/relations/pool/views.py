"""The way out of letters about openings: a page with a button, and the press of a mail program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_safe

from hearback.kit import clock
from hearback.kit.language import speak
from hearback.kit.links import token as token_of
from hearback.kit.private import private
from hearback.relations.pool import actions as act
from hearback.relations.pool.letters import LEAVING
from hearback.relations.pool.queries import pool_consent

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@private(from_anywhere=True)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str, public_id: UUID) -> HttpResponse:
    """Looking changes nothing; a POST from anywhere ends it, without cookie, question or redirect.

    Pressed again, or long after it ended, it says the same.
    """
    sealed = constant_time_compare(token, token_of(LEAVING, public_id, 1))
    consent = pool_consent(public_id) if sealed else None
    if consent is None:
        return render(request, "relations/rested.html", {}, status=404)
    speak(consent.application.language)
    if request.method == "POST":
        act.leave(consent=consent, now=clock.now())
        consent.refresh_from_db()
    context = {"is_out": consent.ended_at is not None}
    return render(request, "relations/leave.html", context)


@private()
@require_safe
def cut_short(request: HttpRequest, token: str) -> HttpResponse:
    """A link that lost its last piece on its way opens nothing."""
    del token
    return render(request, "relations/rested.html", {}, status=404)
