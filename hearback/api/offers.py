"""A shop tells which codes it redeemed, signed by the Standard Webhooks scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponseBadRequest, HttpResponseForbidden, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from hearback.kit import clock
from hearback.relations.offers.actions import redeem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.relations.offers.actions import Redeemed

MOST_CODES, LONGEST_BODY = 500, 256 * 1024


@csrf_exempt
@require_POST
def redeemed(request: HttpRequest) -> HttpResponse:
    """Take `{"code": …, "where": …}` or `{"codes": [{…}, …]}`; the same webhook again counts once.

    Answers 200 with one line for each code, whatever is said of it: a code we do not know is no
    reason to send the others again.
    """
    if not settings.HEARBACK_SHOP_SECRET:
        return HttpResponseForbidden("No shop is set.")
    if len(request.body) > LONGEST_BODY:
        return HttpResponseBadRequest("This is too long.")
    try:
        said = Webhook(settings.HEARBACK_SHOP_SECRET).verify(request.body, dict(request.headers))
    except WebhookVerificationError:
        return HttpResponseForbidden("The signature does not fit.")
    except (ValueError, RecursionError):
        return HttpResponseBadRequest("This cannot be read.")
    lines = _lines(said)
    if lines is None:
        return HttpResponseBadRequest('Say {"code": "…", "where": "…"}, or a list as "codes".')
    number, now = request.headers["webhook-id"], clock.now()
    told = [
        (code, redeem(typed=code, where=where, now=now, number=number, told_by_shop=True))
        for code, where in lines
    ]
    return JsonResponse({"codes": [_line(code, one) for code, one in told]})


redeemed.checks_origin = True  # type: ignore[attr-defined]  # read by the test of every route


def _lines(said: Any) -> list[tuple[str, str]] | None:
    """Each code with where it was redeemed; None for what is not of this form."""
    if not isinstance(said, dict):
        return None
    listed = said.get("codes", [said])
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_CODES:
        return None
    lines = [_entry(one, str(said.get("where", ""))) for one in listed]
    return None if None in lines else [line for line in lines if line]


def _entry(one: Any, where: str) -> tuple[str, str] | None:
    if isinstance(one, str):
        return one, where
    if not isinstance(one, dict) or not isinstance(one.get("code"), str):
        return None
    return one["code"], str(one.get("where") or where)


def _line(code: str, told: Redeemed) -> dict[str, object]:
    return {"code": code, "is": told.stand.value, "sentence": told.sentence}
