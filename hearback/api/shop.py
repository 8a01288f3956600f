"""Webhooks of shops: a customer came, changed or is gone; taken in only when signed.

Whoever is told what stands here reads nothing: every notice gets the same empty answer.
"""

from __future__ import annotations

import base64
import hmac
import json
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from hearback.kit import clock
from hearback.kit.vault import Lost
from hearback.relations.customers.actions.heard import Notice, take_in
from hearback.relations.customers.actions.shop import key_of
from hearback.relations.customers.models import ShopKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

GONE = {"customers/delete", "customers/redact"}
KNOWN = {"customers/create", "customers/update", "customers/enable", "customers/disable"}
OURS_GONE, OURS_KNOWN = {"customer.deleted"}, {"customer.created", "customer.updated"}
A_YEAR = 365.25


@csrf_exempt
@require_POST
def ours(request: HttpRequest) -> HttpResponse:
    """A notice in our own layout, signed as Standard Webhooks has it."""
    secret = _secret(ShopKind.OURS)
    if not secret:
        return _refused()
    body = request.body
    try:
        Webhook(secret).verify(body, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return _refused()
    said = _json(body)
    data = said.get("data")
    if not isinstance(data, dict):
        return HttpResponseBadRequest("There is no data.")
    what = str(said.get("type", ""))
    if what in OURS_GONE | OURS_KNOWN:
        cells = {name: _text(value) for name, value in data.items() if name != "id"}
        _take(ShopKind.OURS, _text(data.get("id")), cells, body, is_gone=what in OURS_GONE)
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
def shopify(request: HttpRequest) -> HttpResponse:
    """A notice of Shopify, signed over its body."""
    secret = _secret(ShopKind.SHOPIFY)
    body = request.body
    made = base64.b64encode(hmac.new(secret.encode(), body, sha256).digest()).decode()
    signed = request.headers.get("X-Shopify-Hmac-Sha256", "")
    if not secret or not hmac.compare_digest(made.encode(), signed.encode()):
        return _refused()
    what = request.headers.get("X-Shopify-Topic", "")
    said = _json(body)
    if what in GONE | KNOWN:
        inner = said.get("customer")
        about = inner if isinstance(inner, dict) else said
        _take(
            ShopKind.SHOPIFY,
            _text(about.get("id")),
            _cells(about),
            body,
            is_gone=what in GONE,
            years=_years(about),
        )
    return HttpResponse(status=204)


ours.checks_origin = True  # type: ignore[attr-defined]  # read by the test of every route
shopify.checks_origin = True  # type: ignore[attr-defined]


def _refused() -> HttpResponse:
    return HttpResponseForbidden("The signature does not fit.")


def _secret(kind: ShopKind) -> str:
    """The secret of that shop; empty while none is set, or it was hidden with another key."""
    try:
        return key_of(kind)
    except Lost:
        return ""


def _json(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _cells(about: Mapping[str, Any]) -> dict[str, str]:
    """Shopify's customer under the names its export has."""
    place = about.get("default_address")
    home: Mapping[str, Any] = place if isinstance(place, dict) else {}
    return {
        "email": _text(about.get("email")),
        "phone": _text(about.get("phone")),
        "default_address_phone": _text(home.get("phone")),
        "country_code": _text(home.get("country_code")),
        "total_spent": _text(about.get("total_spent")),
        "total_orders": _text(about.get("orders_count")),
        "currency": _text(about.get("currency")),
    }


def _years(about: Mapping[str, Any]) -> float:
    """For how many years somebody has been a customer; one at the least."""
    try:
        since = datetime.fromisoformat(str(about.get("created_at")))
        return max(1.0, (clock.now() - since).days / A_YEAR)
    except (ValueError, TypeError):
        return 1.0


def _take(
    kind: ShopKind,
    number: str,
    cells: dict[str, str],
    body: bytes,
    *,
    is_gone: bool,
    years: float = 1.0,
) -> None:
    print_of = sha256(body).hexdigest()
    notice = Notice(kind, number, cells, print_of, is_gone=is_gone, years=years)
    take_in(notice, now=clock.now())
