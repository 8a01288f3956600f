"""What do you think of them? Three buttons and one field; looking changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hearback.channels.models import Channel
from hearback.feedback.asking.actions import answer
from hearback.feedback.asking.models import Tap
from hearback.feedback.asking.queries import ask_by_link, open_asks_of, waiting_because
from hearback.feedback.asking.said import who_waits
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.language import speak
from hearback.kit.links import fingerprint
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.private import private, rested

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_CLIENT = 60


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, token: str) -> HttpResponse:
    """Show who waits, and take down what whoever holds the link says by a press."""
    now = clock.now()
    ask = ask_by_link(fingerprint(token))
    if ask is None:
        return rested(request)
    speak("en")
    context = {
        "ask": ask,
        "waits": who_waits(ask.application.name, waiting_because(ask), ask.contact, now=now),
        "others": open_asks_of(ask.contact).exclude(pk=ask.pk),
        "contact": ask.asked_by,
        "token": token,
    }
    if request.method == "POST" and request.POST.get("answer", "") in Tap.values:
        throttle("portal.word", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        try:
            answer(
                ask=ask,
                tap=Tap(request.POST["answer"]),
                line=request.POST.get("line", ""),
                channel=Channel.WEB,
                now=now,
            )
        except Refused as why:
            context["refused"] = why.sentence
            return render(request, "portal/word/word.html", context, status=why.status)
        return redirect("portal:word", token=token)
    return render(request, "portal/word/word.html", context)
