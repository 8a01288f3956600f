"""The page for a till: type a code, see what it is worth, press redeem. No sign-in, any phone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hearback.kit import clock
from hearback.kit.errors import TooMany
from hearback.kit.private import private
from hearback.kit.sent import sent
from hearback.kit.throttle import refuse_many, throttle
from hearback.kit.visitors import client_address
from hearback.relations.offers import actions
from hearback.relations.offers.actions.redeem import Stand
from hearback.relations.offers.forms import CodeForm
from hearback.relations.offers.queries import till_behind

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.relations.offers.actions import Redeemed
    from hearback.relations.offers.models import Till

WRONG_TRIES, A_WHILE = 8, timedelta(minutes=10)
WRONG, PER_TILL = "offers.wrong", 40


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def till(request: HttpRequest, token: str) -> HttpResponse:
    """Look a code up, then redeem it with a second press."""
    now, shop = clock.now(), till_behind(token)
    if shop is None:
        return render(request, "offers/till_rested.html", {}, status=404)
    form = CodeForm(sent(request))
    told, refused, status = None, "", 200
    if form.is_valid():
        try:
            told = _answer(request, shop, form.typed(), now=now)
        except TooMany as often:
            refused, status = often.sentence, often.status
        else:
            status = 200 if told.is_right else 409
    elif form.is_bound:
        status = 422
    done = told is not None and told.stand in {Stand.DONE, Stand.AGAIN}
    good = told is not None and told.stand is Stand.GOOD
    context = {
        "shop": shop,
        "form": CodeForm() if done else form,
        "told": told,
        # The press that redeems says which code was looked at, and which page it stands on.
        "seen": form.typed() if good else "",
        "press": uuid4().hex if good else "",
        "refused": refused,
    }
    return render(request, "offers/till.html", context, status=status)


def _answer(request: HttpRequest, shop: Till, typed: str, *, now: datetime) -> Redeemed:
    """What a code is worth, or that it is redeemed. Raises TooMany after many wrong ones.

    Only wrong codes count, by till and by network, and then right ones wait as well: else the
    answer itself would tell which guess was right.
    """
    who = f"{shop.pk}|{client_address(request)}"
    refuse_many(WRONG, who, WRONG_TRIES, A_WHILE, now)
    refuse_many(WRONG, str(shop.pk), PER_TILL, A_WHILE, now)
    # Typed over since it was looked at: it is looked at first, and redeemed by the next press.
    if request.POST.get("act") == "redeem" and request.POST.get("seen", typed) == typed:
        press = request.POST.get("press", "")
        number = f"till {shop.pk} {press}" if press else ""
        told = actions.redeem(typed=typed, where=shop.name, now=now, number=number)
    else:
        told = actions.look_up(typed, now=now)
    if told.stand is Stand.UNKNOWN:
        throttle(WRONG, who, WRONG_TRIES, A_WHILE, now)
        throttle(WRONG, str(shop.pk), PER_TILL, A_WHILE, now)
    return told
