"""Is it still open? Yes, paused, filled: one tap, and looking changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearback.interviews.checking.actions import answer_ask
from hearback.interviews.checking.gate import is_frozen
from hearback.interviews.checking.models import NOT_OPEN, Tap
from hearback.interviews.checking.queries import asked_by_link, coming
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.language import speak
from hearback.kit.links import fingerprint
from hearback.portal.private import private, rested

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member
    from hearback.interviews.checking.models import Ask


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show who comes and two ways to say no; a press is the answer of whoever holds the link."""
    now = clock.now()
    found = asked_by_link(fingerprint(token))
    if found is None:
        return rested(request)
    speak("en")  # colleagues are spoken to as at the desk
    ask, who = found
    if request.method == "POST":
        tap = request.POST.get("answer", "")
        if tap not in Tap.values:
            raise Invalid(_("Press one of the buttons: yes, paused or filled."))
        answer_ask(ask=ask, tap=Tap(tap), by=who, now=now)
        return redirect("still_open:answer", token=token)
    return render(request, "portal/colleagues/still_open.html", _context(ask, who, token, now=now))


def _context(ask: Ask, who: Member, token: str, *, now: datetime) -> dict[str, object]:
    said_no = ask.answer in NOT_OPEN
    return {
        "ask": ask,
        "opening": ask.opening,
        "people": coming(ask, now=now),
        # Once it runs again, no earlier no is about it.
        "said_no": said_no and is_frozen(ask.opening),
        "said_yes": bool(ask.answer) and not said_no,
        "answered_by": None if ask.answered_by == who else ask.answered_by,
        "contact": None if ask.asked_of == who else ask.asked_of,
        "zone": who.zone,
        "token": token,
    }
