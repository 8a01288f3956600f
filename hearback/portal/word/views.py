"""What do you think of them? Three buttons and one field; looking changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearback.channels.models import Channel
from hearback.feedback.asking import actions as act
from hearback.feedback.asking.models import Tap
from hearback.feedback.asking.queries import ask_by_link, opens_until
from hearback.feedback.hearing.from_page import write_to_recruiter
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.kit.language import as_team, speak
from hearback.kit.links import fingerprint
from hearback.kit.moments import day as day_words
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.private import private, rested
from hearback.portal.word.days import days_ahead
from hearback.portal.word.forms import ReasonForm, WordForm
from hearback.portal.word.page import shown
from hearback.portal.word.press import check_press

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.feedback.asking.models import Ask

PER_CLIENT, GONE = 60, 410
WRITTEN, REASONED = "written", "reasoned"


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, token: str) -> HttpResponse:
    """Show who waits, and take down what whoever holds the link says by a press."""
    now = clock.now()
    ask = ask_by_link(fingerprint(token))
    if ask is None or not ask.contact.is_there:
        return rested(request)
    speak(ask.contact.language)
    if now >= opens_until(ask) and not _is_theirs(request, ask):
        known = {"contact": ask.followed_by}
        return render(request, "portal/colleagues/too_old.html", known, status=GONE)
    form = WordForm(sent(request) if "answer" in request.POST else None, ask=ask)
    reason = ReasonForm(sent(request) if "why" in request.POST else None, ask=ask)
    forms: dict[str, object] = {"form": form, "reason": reason}
    if request.method == "POST":
        throttle("portal.word", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        try:
            take(request, ask, form, reason, now=now)
        except (Refused, Invalid) as why:
            context = shown(ask, token, now=now) | forms | {"refused": why.sentence}
            context["typed"] = request.POST
            return render(request, "portal/colleagues/word.html", context, status=why.status)
        return redirect(f"{reverse('portal:word', args=[token])}{after(request)}")
    context = shown(ask, token, now=now, reasoned=REASONED in request.GET) | forms
    context["was_written"] = WRITTEN in request.GET
    return render(request, "portal/colleagues/word.html", context)


def _is_theirs(request: HttpRequest, ask: Ask) -> bool:
    """Whether a colleague who is signed in looks at their own: the desk leads them here."""
    return request.user.is_authenticated and request.user.pk == ask.contact.member_id


def after(request: HttpRequest) -> str:
    """What the address of the page ends in, once what was pressed is taken down."""
    said = {"words": WRITTEN, "why": REASONED}
    return next((f"?{shown}" for name, shown in said.items() if name in request.POST), "")


def take(
    request: HttpRequest, ask: Ask, form: WordForm, reason: ReasonForm, *, now: datetime
) -> None:
    """Take down what was pressed on a page that shows a question, this one or a client's.

    Raises Refused or Invalid, with nothing done, when it cannot be taken.
    """
    check_press(request, now=now)
    taken: dict[str, Callable[[], None]] = {
        "answer": lambda: _answer(ask, form, now=now),
        "why": lambda: _reason(ask, reason, now=now),
        "day": lambda: _later(ask, request.POST.get("day", ""), now=now),
        "words": lambda: _write(ask, request, now=now),
    }
    for name, takes in taken.items():
        if name in request.POST:
            takes()
            return
    raise Invalid(_("Press one of the buttons."))


def _answer(ask: Ask, form: WordForm, *, now: datetime) -> None:
    if not form.is_valid():
        raise Invalid(_("Say who is answering and press yes, maybe or no. Your line is kept."))
    said = form.cleaned_data
    act.answer(
        ask=ask,
        tap=Tap(said["answer"]),
        line=said["line"],
        channel=Channel.WEB,
        now=now,
        answered_by=said["who"],
    )


def _reason(ask: Ask, form: ReasonForm, *, now: datetime) -> None:
    if not form.is_valid():
        raise Invalid(_("Choose one of these, or none of them."))
    line = form.cleaned_data.get("line", "")
    act.give_reason(ask=ask, criterion=form.chosen(), line=line, now=now)


def _later(ask: Ask, day: str, *, now: datetime) -> None:
    chosen = days_ahead(ask.contact, now=now).get(day)
    if chosen is None:
        raise Invalid(_("Choose one of these days."))
    _said, until = chosen
    with as_team():
        words = _("Later, on %(day)s.") % {"day": day_words(date.fromisoformat(day))}
    act.put_off(ask=ask, until=until, words=words, now=now)


def _write(ask: Ask, request: HttpRequest, *, now: datetime) -> None:
    write_to_recruiter(ask=ask, words=request.POST["words"], name="", now=now)
