"""Webhooks of mail providers: a mail that somebody wrote to us, kept before we say that we have it.

An answer of 200 means that it lies on the disk; whatever goes wrong, the provider tries again.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hearback.channels.doors.take_in import keep, take_in, with_envelope
from hearback.channels.models import Door
from hearback.kit import clock

if TYPE_CHECKING:
    from anymail.signals import AnymailInboundEvent
    from django.http import HttpRequest

    from hearback.endpoints import Inbound

log = logging.getLogger(__name__)

# Providers try for some hours; a signature older than this was put aside by somebody.
GOOD_FOR = timedelta(hours=24)
AHEAD = timedelta(minutes=10)
_ODD = (AnymailError, ValueError, LookupError, TypeError, AttributeError)


@csrf_exempt
@require_POST
def postmark(request: HttpRequest) -> HttpResponse:
    """A mail from Postmark, which says the user and password we gave it."""
    door = _door("postmark")
    if door is None:
        return _refused()
    reader = PostmarkInboundWebhookView(webhook_secret=f"{door.user}:{door.password}")
    try:
        reader.run_validators(request)
    except AnymailWebhookValidationFailure:
        return _refused()
    # Not `request.body`, which stops at the size of a form; the largest body is checked before.
    body = request.read()
    try:
        raw = _as_mail(reader.esp_to_anymail_event(json.loads(body)))
    except _ODD:
        return _kept_as_it_came(body)
    take_in(raw, door=Door.WEBHOOK, now=clock.now())
    return HttpResponse()


@csrf_exempt
@require_POST
def mailgun(request: HttpRequest) -> HttpResponse:
    """A mail from Mailgun, signed with our key."""
    door = _door("mailgun")
    if door is None:
        return _refused()
    reader = MailgunInboundWebhookView(webhook_signing_key=door.password or door.user)
    try:
        reader.run_validators(request)
    except AnymailWebhookValidationFailure:
        return _refused()
    if not _is_fresh(request.POST.get("timestamp", ""), now=clock.now()):
        return _refused()
    try:
        (event,) = reader.parse_events(request)
        raw = _as_mail(event)
    except _ODD:
        return _kept_as_it_came(json.dumps(dict(request.POST.lists())).encode())
    take_in(raw, door=Door.WEBHOOK, now=clock.now())
    return HttpResponse()


postmark.checks_origin = True  # type: ignore[attr-defined]  # read by the test of every route
mailgun.checks_origin = True  # type: ignore[attr-defined]


def _door(kind: str) -> Inbound | None:
    """The provider we were told of; without its secret nobody is listened to."""
    return next((door for door in settings.HEARBACK_INBOUND if door.kind == kind), None)


def _refused() -> HttpResponse:
    return HttpResponseForbidden("The secret does not fit.")


def _is_fresh(said: str, *, now: datetime) -> bool:
    """Whether a signature's moment (seconds since 1970) is about now."""
    try:
        signed_at = datetime.fromtimestamp(int(said), UTC)
    except (ValueError, OverflowError, OSError):
        return False
    return now - GOOD_FOR < signed_at < now + AHEAD


def _as_mail(event: AnymailInboundEvent) -> bytes:
    """The mail as a mailbox would keep it."""
    message = event.message
    to = [message.envelope_recipient] if message.envelope_recipient else []
    sender = message.envelope_sender
    raw: bytes = message.as_bytes()
    return raw if sender is None else with_envelope(raw, sender=sender, recipients=to)


def _kept_as_it_came(body: bytes) -> HttpResponse:
    """What cannot be made a mail of is kept all the same, and shown to a person."""
    log.warning("provider_mail_not_read")
    keep(body, key=sha256(body).hexdigest(), door=Door.WEBHOOK, now=clock.now())
    return HttpResponse()
