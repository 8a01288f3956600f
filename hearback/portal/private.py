"""Pages opened by a secret in their address: kept out of caches, search engines and referrers."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.shortcuts import render

from hearback.kit.language import speak
from hearback.kit.origin import without_cookies
from hearback.portal.queries import application_behind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.pipeline.models import Application

P = ParamSpec("P")


def private(
    *, referrer: str = "same-origin"
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """For a page whose address is a secret, with its Referrer-Policy.

    A page with a form needs "same-origin": under "no-referrer" older browsers would not say where
    the form comes from.
    """

    def door(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @without_cookies
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = referrer
            return response

        return guarded

    return door


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
