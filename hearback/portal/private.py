"""The candidate's own pages: whose they are, and what a link that opens nothing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from hearback.kit.language import speak
from hearback.kit.private import private
from hearback.portal.queries import application_behind

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.pipeline.models import Application

__all__ = ["opened_by", "private", "rested"]


def opened_by(token: str, *, now: datetime) -> Application | None:
    """The application a link opens, with the page from now on speaking its candidate's language.

    None when the link is unknown, replaced or at rest; the page then speaks the browser's.
    """
    application = application_behind(token, now=now)
    if application is not None:
        speak(application.language)
    return application


def rested(request: HttpRequest) -> HttpResponse:
    """What an unknown link shows, and one that has come to rest: the same, so neither tells."""
    return render(request, "portal/rested.html", status=404)
