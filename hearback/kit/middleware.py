"""What every request passes: a number, our proxies' word, safe headers, sentences for refusals."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from hearback.kit import health, logs, refusals, visitors
from hearback.kit.errors import Garbled, Sentence, TooLarge

# What Django raises while it reads a form that is no form, or more of one than we take.
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)

Answer = Callable[[HttpRequest], HttpResponseBase]

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
}


class RequestNumber:
    """Gives every request a number, on the answer and in the log, and logs one line about it.

    The line names the route, never the path or the query: they carry the tokens of people's links.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request and say how that went."""
        # Whoever asks after our health rarely knows our name, so it comes before the host check;
        # it asks every few seconds, so it leaves no line.
        if request.path == health.PATH:
            return health.answer(request)
        number = secrets.token_hex(8)
        visitors.believe_proxies(request)
        mark = logs.request_number.set(number)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = number
            logs.say(
                "request",
                method=request.method or "",
                route=request.resolver_match.view_name if request.resolver_match else None,
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
            return response
        finally:
            logs.request_number.reset(mark)


class LargestBody:
    """Turns down a request that is larger than anything we take, before a byte of it is read.

    A view that takes more, from whom it knows, says how much as its `largest_body`.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request pass."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Answer, _args: object, _more: object
    ) -> HttpResponse | None:
        """Say how much is too much; None lets the request pass to whoever is next."""
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        if said.isdigit() and int(said) <= settings.HEARBACK_LARGEST_BODY:
            return None
        largest = getattr(view, "largest_body", None)
        most = largest(request) if largest else settings.HEARBACK_LARGEST_BODY
        if said.isdigit() and int(said) <= most:
            return None
        return refusals.turned_down(request, TooLarge(most))


class SafeHeaders:
    """Adds the protective headers Django and django-csp leave out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with our headers where the view set none of its own."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS:
            # Browsers heed it over TLS only, so it does no harm when a proxy hides the TLS from us.
            hsts = f"max-age={settings.SECURE_HSTS_SECONDS}"
            response.headers.setdefault("Strict-Transport-Security", hsts)
        return response


class Sentences:
    """Turns a refusal into its sentence, and anything unexpected into a number to quote."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request pass."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a view that raised; None leaves Django's own answers to Django."""
        if isinstance(error, Sentence):
            return refusals.turned_down(request, error)
        if isinstance(error, Http404 | PermissionDenied):
            return None
        if isinstance(error, _TOO_MUCH):
            return refusals.turned_down(request, TooLarge(settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
        if isinstance(error, _UNREADABLE):
            return refusals.turned_down(request, Garbled())
        match = request.resolver_match
        logs.say_failure("request-broke", error, route=match.view_name if match else None)
        return refusals.broken(request, error)
