"""Stay in touch: what is agreed to, one press, and the way out at the same place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.pipeline.models import ApplicationState
from hearback.portal.private import opened_by, private, rested
from hearback.portal.word.press import check_press, shown_at
from hearback.relations.pool import actions as act
from hearback.relations.pool.letters import day_in_full
from hearback.relations.pool.queries import stays_in_touch
from hearback.relations.pool.words import consent_words

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.pipeline.models import Application

PER_CLIENT = 30
HOUR = timedelta(hours=1)


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def in_touch(request: HttpRequest, token: str) -> HttpResponse:
    """What staying in touch means, and the press for it; for whoever was told no."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None or application.state != ApplicationState.DECLINED:
        return rested(request)
    has_left, refused, status = False, "", 200
    if request.method == "POST":
        throttle("portal.in_touch", client_address(request), PER_CLIENT, HOUR, now)
        try:
            has_left = _press(request, application, now=now)
        except Invalid as why:
            refused, status = why.sentence, why.status
    person = stays_in_touch(application)
    context: dict[str, Any] = {
        "application": application,
        "contact": application.owner,
        "token": token,
        "person": person,
        "until": day_in_full(person.until, application) if person else "",
        "words": consent_words(application, now=now),
        "has_left": has_left,
        "shown": shown_at(now),
        "refused": refused,
    }
    return render(request, "portal/in_touch.html", context, status=status)


def _press(request: HttpRequest, application: Application, *, now: datetime) -> bool:
    """Do what was pressed; true when that was to leave. A press for nothing does nothing.

    Raises Invalid for a press that may be a program's: only a person agrees to anything.
    """
    if request.POST.get("act") == "stay":
        check_press(request, now=now)
        act.join(application=application, now=now)
    person = stays_in_touch(application)
    if request.POST.get("act") == "leave":
        if person is not None:
            act.leave(consent=person.consent, now=now)
        return True
    return False
