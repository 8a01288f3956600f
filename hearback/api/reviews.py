"""A webhook for public reviews, signed as Standard Webhooks has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.relations.reputation.actions import take_in
from hearback.relations.reputation.actions.read import NAMES, said_of
from hearback.relations.reputation.keys import webhook_key
from hearback.relations.reputation.models import CameBy

if TYPE_CHECKING:
    from django.http import HttpRequest

POSTED = "review.posted"


@csrf_exempt
@require_POST
def told(request: HttpRequest) -> HttpResponse:
    """A review somebody posted elsewhere; told twice it is kept once."""
    body = request.body
    try:
        Webhook(webhook_key()).verify(body, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return HttpResponseForbidden("This is not signed with our key.")
    said = _data(body)
    if said is None:
        return HttpResponseBadRequest("There is no data.")
    try:
        take_in(said=said_of(said), by=None, came_by=CameBy.WEBHOOK, now=clock.now())
    except Invalid as wrong:
        return HttpResponse(wrong.sentence, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


told.checks_origin = True  # type: ignore[attr-defined]  # the signature does


def _data(body: bytes) -> dict[str, str] | None:
    """The words of a notice by our own names; None for what is no notice of a review."""
    try:
        said: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    data = said.get("data") if isinstance(said, dict) else None
    if not isinstance(data, dict) or said.get("type", POSTED) != POSTED:
        return None
    return {key: _text(data, names) for key, names in NAMES.items()}


def _text(data: dict[str, Any], names: tuple[str, ...]) -> str:
    found = next((data[name] for name in names if data.get(name) is not None), "")
    return str(found) if isinstance(found, str | int | float) else ""
