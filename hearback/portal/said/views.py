"""How it was to deal with us: one page and one press; looking at it changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused, TooMany
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.private import opened_by, private, rested
from hearback.portal.said.part import form_for
from hearback.portal.word.press import check_press, shown_at
from hearback.rules.measures import Moment
from hearback.surveys import actions as act
from hearback.surveys.mine import asking_of, is_closed, said_before, would_rather_not
from hearback.surveys.timing import SECOND_THOUGHTS

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.pipeline.models import Application
    from hearback.portal.said.forms import SaidForm
    from hearback.surveys.models import Asking

PER_CLIENT = 60
NOT_AGAIN = "not_again"


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def said(request: HttpRequest, token: str, moment: str, score: int | None = None) -> HttpResponse:
    """Ask, with the number tapped in the mail chosen already; a press keeps what is said."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None or moment not in set(Moment):
        return rested(request)
    asking = asking_of(application, moment)
    form = form_for(asking, sent(request), score=score) if asking else None
    context = _context(application, asking, token, now=now) | {
        "form": form,
        "tapped": score is not None,
    }
    if request.method != "POST":
        return render(request, "portal/said/said.html", context)
    try:
        throttle("portal.said", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        _take(request, application, asking, form, now=now)
    except (Refused, Invalid, TooMany) as why:
        context["refused"] = why.sentence
        return render(request, "portal/said/said.html", context, status=why.status)
    return redirect("portal:said", token=token, moment=moment)


def _take(
    request: HttpRequest,
    application: Application,
    asking: Asking | None,
    form: SaidForm | None,
    *,
    now: datetime,
) -> None:
    check_press(request, now=now)
    if request.POST.get("act") == NOT_AGAIN:
        act.ask_no_more(application=application, now=now)
        return
    if asking is None:
        raise Refused(_("There is nothing to ask you just now."))
    act.tell(asking=asking, told=_told(form), now=now)


def _told(form: SaidForm | None) -> act.Told:
    """What a form says; nothing, which is refused, where it says what is no answer of ours.

    Raises Invalid for a line that is too long.
    """
    if form is None or not form.is_valid():
        long = form.errors.get("line") if form is not None else None
        if long:
            raise Invalid(str(long[0]))
        return act.Told()
    return act.Told() if form.says_nothing else form.told()


def _context(
    application: Application, asking: Asking | None, token: str, *, now: datetime
) -> dict[str, Any]:
    before = said_before(asking) if asking else None
    return {
        "application": application,
        "contact": application.owner,
        "asking": asking,
        "before": before,
        "is_counted": before is not None and before.counted_at is not None,
        "is_closed": asking is None or is_closed(asking, now=now),
        "until": before.answered_at + SECOND_THOUGHTS if before else None,
        "is_quiet": would_rather_not(application),
        "shown": shown_at(now),
        "token": token,
        "now": now,
    }
