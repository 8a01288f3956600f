"""Taking a consent back; it needs no code, for it only makes things safer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hearback.inbox.consents.actions import take_back
from hearback.inbox.consents.queries import consent_of, standing_of
from hearback.kit import clock
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.pipeline.models import ApplicationState, Purpose
from hearback.portal.private import opened_by, private, rested

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.pipeline.models import Application, Consent

PER_CLIENT, PER = 60, timedelta(hours=1)


def agreed_of(request: HttpRequest, application: Application) -> dict[str, list[Consent] | bool]:
    """What their page says of it, what it may ask, and whether one was taken back just now."""
    agreed = standing_of(application)
    hears = any(consent.purpose == Purpose.POOL for consent in agreed)
    return {
        "agreed": agreed,
        "taken_back": "taken-back" in request.GET,
        "may_stay_in_touch": application.state == ApplicationState.DECLINED and not hears,
    }


@private()
@require_POST
def back(request: HttpRequest, token: str, public_id: UUID) -> HttpResponse:
    """Take one consent back."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    throttle("portal.agreed", client_address(request), PER_CLIENT, PER, now)
    take_back(consent=consent_of(application, public_id), now=now)
    return redirect(f"{reverse('portal:status', args=[token])}?taken-back=1#agreed-title")
