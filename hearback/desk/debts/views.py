"""Words owed to us: the list, asking somebody, taking down what was said, ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.desk.debts import reading as read
from hearback.desk.debts.forms import AskForm, MeantForm, SettleForm, TieForm
from hearback.desk.debts.rows import debts_as_rows
from hearback.desk.debts.sums import sides_of, sums_of
from hearback.feedback.asking import actions as act
from hearback.feedback.asking.models import Tap
from hearback.feedback.following.actions import remind as remind_now
from hearback.feedback.hearing.actions import mean
from hearback.feedback.hearing.models import Reading
from hearback.feedback.hearing.queries import may_be_about
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.kit.paging import place_of
from hearback.kit.sent import sent
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application

WRONG = 422
FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page()
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Who owes whom a word, since when, and who waits; for everybody what they owe themselves."""
    member, now = member_of(request), clock.now()
    context = {
        "here": "today",
        "mine": debts_as_rows(read.owed_by(member), member, now=now),
        "now": now,
        "zone": member.zone,
    }
    if may(member, Right.ANSWER):
        context |= _owed_to_us(request, member, now=now)
    return render(request, "desk/debts/words.html", context)


def _owed_to_us(request: HttpRequest, member: Member, *, now: datetime) -> dict[str, object]:
    """The sums, and a page of each list; teams and clients stand above the first page alone."""
    asks = read.asks_of(member)
    people, each = place_of(request.GET.get("people")), place_of(request.GET.get("after"))
    found, following = read.page_of(asks, each)
    sums, more_people = sums_of(asks, people, now=now)
    return {
        "sides": sides_of(asks, now=now) if people is None and each is None else [],
        "sums": sums if each is None else [],
        "more_people": more_people,
        "rows": debts_as_rows(found, member, now=now) if people is None else [],
        "next": following,
        "is_first": people is None and each is None,
    }


@team_page(Right.ANSWER)
@FORM
def ask(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Ask a colleague or somebody at the client what they think of somebody."""
    member = member_of(request)
    found = application_for(member, public_id)
    form = AskForm(sent(request), application=found)
    context: dict[str, object] = {"here": "openings", "form": form, "application": found}
    if not form.is_valid():
        status = WRONG if form.is_bound else 200
        return render(request, "desk/debts/ask.html", context, status=status)
    try:
        name = _ask(form, found, member)
    except Refused as why:
        context["refused"] = why.sentence
        return render(request, "desk/debts/ask.html", context, status=why.status)
    messages.success(request, _("{name} is asked.").format(name=name))
    return _back_to(found)


def _ask(form: AskForm, found: Application, member: Member) -> str:
    """Ask whom the form names; returns what they are called."""
    contact = form.contact()
    about, subject, words = form.subject()
    with translation.override(contact.language):
        _about, _subject, words_to_them = form.subject()
    made = act.ask(
        contact=contact,
        application=found,
        about=about,
        words=words,
        words_to_them=words_to_them,
        by=member,
        now=clock.now(),
        subject=subject,
        known_as=form.known_as(),
    )
    return made.contact.name


@team_page(Right.ANSWER)
@FORM
def settle(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Take down what somebody said by phone, or meant by what they wrote."""
    member, now = member_of(request), clock.now()
    found = read.ask_for(member, public_id)
    heard = list(found.heard.filter(needs_person=True, settled_at=None).order_by("at"))
    criteria = list(found.application.opening.criteria.order_by("position"))
    written = [one.words for one in heard if one.reading != Reading.QUESTION]
    first = {"line": written[-1] if written else ""}
    form = SettleForm(sent(request), criteria=criteria, initial=first)
    if not form.is_valid():
        row = debts_as_rows([found], member, now=now)[0]
        context = {"here": "today", "form": form, "row": row, "heard": heard, "zone": member.zone}
        status = WRONG if form.is_bound else 200
        return render(request, "desk/debts/settle.html", context, status=status)
    said, about = form.cleaned_data, form.chosen()
    with transaction.atomic():
        tap, line = Tap(said["tap"]), said["line"]
        act.settle(ask=found, tap=tap, line=line, by=member, now=now, criterion=about)
        for one in heard:
            mean(heard=one, by=member, now=now)
    messages.success(request, _("Taken down. Nobody asks them again."))
    return _back_to(found.application)


@team_page(Right.ANSWER)
@require_POST
def tie(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Say which of the opening's criteria a no is about, where whoever said it did not."""
    member = member_of(request)
    found = read.ask_for(member, public_id)
    form = TieForm(sent(request), opening=found.application.opening)
    if not form.is_valid():
        raise Invalid(_("Choose one of this opening's criteria."))
    act.tie(ask=found, criterion=form.cleaned_data["criterion"], by=member, now=clock.now())
    messages.success(request, _("Tied. What you tell them can rest on it."))
    return _back_to(found.application)


@team_page(Right.ANSWER)
@require_POST
def remind(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Remind somebody now of all they owe; by itself it goes when they usually answer."""
    member = member_of(request)
    found = read.ask_for(member, public_id)
    remind_now(contact=found.contact, by=member, now=clock.now())
    messages.success(request, _("{name} is reminded.").format(name=found.contact.name))
    return _back_to(found.application)


@team_page(Right.ANSWER)
@require_POST
def end(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Ask no more; the reason stands on their page."""
    member = member_of(request)
    found = read.ask_for(member, public_id)
    act.end(ask=found, why=request.POST.get("why", ""), by=member, now=clock.now())
    messages.success(request, _("{name} is not asked any more.").format(name=found.contact.name))
    return _back_to(found.application)


@team_page(Right.ANSWER)
@FORM
def meant(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Say on whom words are of which nobody knew the question, and what they mean."""
    member = member_of(request)
    heard = read.heard_for(member, public_id)
    asks = [heard.ask] if heard.ask else read.seen_by(member, may_be_about(heard))
    form = MeantForm(sent(request), asks=asks)
    if not form.is_valid():
        context = {"here": "today", "form": form, "heard": heard, "zone": member.zone}
        status = WRONG if form.is_bound else 200
        return render(request, "desk/debts/meant.html", context, status=status)
    ask, tap = form.chosen(), Tap(form.cleaned_data["tap"])
    mean(heard=heard, by=member, now=clock.now(), ask=ask, tap=tap)
    messages.success(request, _("Taken down. Nobody asks them again."))
    return _back_to(ask.application)


@team_page(Right.ANSWER)
@require_POST
def read_it(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Say of words somebody wrote that they were read and need nothing more."""
    member = member_of(request)
    mean(heard=read.heard_for(member, public_id), by=member, now=clock.now())
    messages.success(request, _("Noted. Their words stay with the application."))
    return redirect("desk:today")


def _back_to(application: Application) -> HttpResponseBase:
    return redirect(f"{reverse('desk:application', args=[application.public_id])}#words")
