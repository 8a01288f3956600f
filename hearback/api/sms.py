"""Twilio's webhooks: texts that people write to us, and what became of ours."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import RequestValidator

from hearback.channels.queries import message_of
from hearback.channels.reports import report_of_text
from hearback.inbox.actions import hear_text
from hearback.kit import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
# Nothing to say back by itself: what we answer is a message of its own.
SILENCE = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def signed(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let in only what Twilio has signed with our token; nobody while no token is set."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not _is_signed(request):
            return HttpResponseForbidden("This is not signed by our gateway.")
        return view(request, *args, **kwargs)

    checked.checks_origin = True  # type: ignore[attr-defined]  # read by the test of every route
    return checked


def _is_signed(request: HttpRequest) -> bool:
    """Whether the signature fits the public address, the fields and our token."""
    gateway = settings.HEARBACK_SMS
    if gateway is None or not gateway.is_twilio:
        return False
    address = f"{settings.HEARBACK_URL}{request.get_full_path()}"
    signature = request.headers.get("X-Twilio-Signature", "")
    return bool(RequestValidator(gateway.token).validate(address, request.POST, signature))


@signed
def heard(request: HttpRequest) -> HttpResponse:
    """Somebody texted us; safe on the disk before we say that we have it."""
    said = request.POST
    sid, number = said.get("MessageSid", ""), said.get("From", "")
    if not sid or not number:
        return HttpResponseBadRequest("There is no MessageSid or no From.")
    hear_text(raw=said.urlencode().encode(), sid=sid, now=clock.now())
    return HttpResponse(SILENCE, content_type="text/xml")


@signed
def reported(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """What became of a text of ours; told late, twice or in any order."""
    message, said = message_of(message_id), request.POST
    if message is not None:
        report_of_text(
            message,
            key=said.get("MessageSid", ""),
            status=said.get("MessageStatus", ""),
            error=said.get("ErrorCode", ""),
            now=clock.now(),
        )
    return HttpResponse(status=204)
