"""Pages for what did not work out, in plain sentences: turned down, or broken on our side."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from hearback.kit.errors import Invalid, NotYours, Sentence, TooMany
from hearback.kit.htmx import wants_fragment
from hearback.kit.logs import request_number

BACK_IN_SECONDS = 30


def turned_down(request: HttpRequest, why: Sentence) -> HttpResponse:
    """Say the sentence, as a whole page or as the piece htmx asked for."""
    fields = why.fields if isinstance(why, Invalid) else {}
    context = {"sentence": why.sentence, "fields": fields}
    template = "kit/404.html" if isinstance(why, NotYours) else "kit/refused.html"
    if wants_fragment(request):
        template = "kit/_refused.html"
    response = render(request, template, context, status=why.status)
    if isinstance(why, TooMany):
        response["Retry-After"] = str(why.retry_after)
    patch_vary_headers(response, ["HX-Request"])
    return response


def broken(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """Say sorry with the number under which the log knows what happened. Needs no database.

    A database that does not answer passes, and is answered as such: 503, with when to come back.
    """
    response = _sorry(request)
    if isinstance(error, OperationalError | InterfaceError):
        response.status_code = 503
        response["Retry-After"] = str(BACK_IN_SECONDS)
    return response


def _sorry(request: HttpRequest) -> HttpResponse:
    reference = request_number.get()
    if wants_fragment(request):
        sentence = gettext("Something broke here, not with you. Please try again in a minute.")
        context = {"sentence": sentence, "todo": gettext("Number: {n}").format(n=reference)}
        return HttpResponseServerError(render_to_string("kit/_refused.html", context))
    return HttpResponseServerError(render_to_string("kit/error.html", {"reference": reference}))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke outside every view."""
    return broken(request, sys.exception())
