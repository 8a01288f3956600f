"""Links to pass on, and as much of who came by them as those people allowed; looking only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hearback.inbox.spoken import reader_zone
from hearback.kit import clock
from hearback.portal.private import opened_by, private, rested
from hearback.relations.friends.codes import link_of
from hearback.relations.friends.queries import friend_rules, news_for
from hearback.relations.queries import openings_to_share
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SHOWN = 12


@private()
@require_safe
def friends(request: HttpRequest, token: str) -> HttpResponse:
    """The links of one applicant; whom they send them to, they alone know."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    rules = friend_rules()
    if not rules.is_on:
        return redirect("portal:status", token=token)
    # The one they applied to stands first: those they know are most often for the same.
    shown = sorted(openings_to_share(now=now), key=lambda one: one.pk != application.opening_id)[
        :SHOWN
    ]
    context = {
        "application": application,
        "contact": application.owner,
        "links": [(one, link_of(application, one)) for one in shown],
        "shop_link": link_of(application, None) if rules.shop_url else "",
        "news": news_for(application),
        "name": greeting_name(application.name) or application.name,
        "zone": reader_zone(application),
        "token": token,
    }
    return render(request, "portal/friends/friends.html", context)
