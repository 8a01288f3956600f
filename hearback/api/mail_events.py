"""Webhooks of mail providers: a letter of ours arrived, or came back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import EventType, RejectReason
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailgun import MailgunTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from anymail.webhooks.sendgrid import SendGridTrackingWebhookView
from anymail.webhooks.sparkpost import SparkPostTrackingWebhookView
from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hearback.channels.queries import letter_reported
from hearback.channels.reports import delivered, returned
from hearback.kit import clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from anymail.signals import AnymailTrackingEvent
    from anymail.webhooks.base import AnymailBaseWebhookView
    from django.http import HttpRequest

    from hearback.endpoints import MailEvents

log = logging.getLogger(__name__)

READERS: Mapping[str, type[AnymailBaseWebhookView]] = {
    "brevo": BrevoTrackingWebhookView,
    "mailgun": MailgunTrackingWebhookView,
    "mailjet": MailjetTrackingWebhookView,
    "postmark": PostmarkTrackingWebhookView,
    "sendgrid": SendGridTrackingWebhookView,
    "sparkpost": SparkPostTrackingWebhookView,
}
CAME_BACK = {EventType.BOUNCED, EventType.REJECTED, EventType.FAILED}
# Nothing will ever arrive there; anything else may have been about this letter only.
FOR_GOOD = {RejectReason.BOUNCED, RejectReason.INVALID}


@csrf_exempt
@require_POST
def reported(request: HttpRequest) -> HttpResponse:
    """What a provider tells of our letters; harmless when told twice or out of order."""
    teller = settings.HEARBACK_MAIL_EVENTS
    if teller is None:
        return HttpResponseForbidden("No mail provider is set.")
    reader = READERS[teller.provider](**_secret(teller))
    try:
        reader.run_validators(request)
        events = reader.parse_events(request)
    except AnymailWebhookValidationFailure:
        return HttpResponseForbidden("The secret does not fit.")
    except (ValueError, KeyError, TypeError, AttributeError):
        log.exception("mail_events_not_read")
        return HttpResponseBadRequest("This cannot be read.")
    now = clock.now()
    for event in events:
        _take(event, now=now)
    return HttpResponse(status=204)


reported.checks_origin = True  # type: ignore[attr-defined]  # read by the test of every route


def _secret(teller: MailEvents) -> dict[str, Any]:
    """Mailgun signs with its key; the others say the user and password we gave them."""
    if teller.provider == "mailgun":
        return {"webhook_signing_key": teller.password}
    return {"webhook_secret": f"{teller.user}:{teller.password}"}


def _take(event: AnymailTrackingEvent, *, now: datetime) -> None:
    if event.event_type not in {EventType.DELIVERED, *CAME_BACK}:
        return
    letter = letter_reported(
        message_id=_number_of(event), to_address=event.recipient or "", now=now
    )
    if letter is None:
        log.info("mail_event_about_no_letter", extra={"event": event.event_type})
        return
    at = min(event.timestamp or now, now)
    if event.event_type == EventType.DELIVERED:
        delivered(letter, at=at, now=now)
    else:
        permanent = event.reject_reason in FOR_GOOD
        returned(letter, reason=_reason(event), permanent=permanent, at=at, now=now)


def _number_of(event: AnymailTrackingEvent) -> str:
    """The Message-ID our letter bore; SendGrid keeps it beside its own number."""
    told = event.esp_event if isinstance(event.esp_event, dict) else {}
    return str(told.get("smtp-id") or event.message_id or "")


def _reason(event: AnymailTrackingEvent) -> str:
    said = event.mta_response or event.description or event.reject_reason or ""
    return f"The mail provider says: {said}" if said else "The mail provider gave no reason."
