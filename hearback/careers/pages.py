"""Puts together what an opening's page shows, in each state it can be in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from hearback.accounts.queries import the_organisation, who_answers
from hearback.careers import queries
from hearback.careers.forms import ApplyForm
from hearback.careers.friends import PARAMETER, friend_behind
from hearback.careers.posting import posting_script
from hearback.channels.doors.reply_address import mail_comes_in, tagged
from hearback.inbox.book.queries import public_pages
from hearback.kit.language import spoken
from hearback.pipeline.brief import lines, pay_words
from hearback.pipeline.models import Opening, OpeningState

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Organisation
    from hearback.careers.applying import Sent

CONFLICT, GONE = 409, 410


def opening_page(
    request: HttpRequest,
    opening: Opening,
    *,
    now: datetime,
    form: ApplyForm | None = None,
    status: int = 200,
    **said: str,
) -> HttpResponse:
    """The page of an opening that takes applications, with its form.

    `said` may hold `file_name` and `handle` of a kept file, `note` (a sentence to read first) and
    `turned_down` (why nothing was sent).
    """
    answer, organisation = queries.first_answer(opening, now=now), the_organisation()
    context = {
        **_brief(opening),
        "answer": answer,
        "mail_to": address_of(organisation, opening),
        "contact": answer.person,
        "form": form or _fresh_form(request, opening, now=now),
        "posting": posting_script(opening, organisation),
        "under_way": request.method == "POST",
        **said,
    }
    return render(request, "careers/opening.html", context, status=status)


def _fresh_form(request: HttpRequest, opening: Opening, *, now: datetime) -> ApplyForm:
    """The form as it is found; the address may say which colleague sent whoever opens it."""
    friend = friend_behind(request.GET.get(PARAMETER, ""), opening)
    return ApplyForm(opening, friend=friend, now=now)


def form_again(
    request: HttpRequest, sent: Sent, form: ApplyForm, *, status: int, **said: str
) -> HttpResponse:
    """The page with everything that was typed, and the file, kept from now on."""
    return opening_page(
        request,
        sent.opening,
        now=sent.now,
        form=form,
        status=status,
        file_name=sent.file_name,
        handle=sent.handle,
        **said,
    )


def opening_without_form(request: HttpRequest, opening: Opening, *, now: datetime) -> HttpResponse:
    """The page of an opening that takes no applications: gone for good, or resting."""
    if opening.state in {OpeningState.FILLED, OpeningState.CLOSED}:
        context = {
            "opening": opening,
            "filled": opening.state == OpeningState.FILLED,
            "others": queries.other_openings(opening, now=now),
        }
        return render(request, "careers/gone.html", context, status=GONE)
    context = {
        **_brief(opening),
        "contact": who_answers(opening.owner, now=now),
        "resting": _why_resting(opening),
        "others": queries.other_openings(opening, now=now),
    }
    status = CONFLICT if request.method == "POST" else 200
    return render(request, "careers/opening.html", context, status=status)


def address_of(organisation: Organisation, opening: Opening) -> str:
    """Where a CV can be sent by mail instead; empty while no mail comes in."""
    return tagged(organisation.reply_address, opening.slug) if mail_comes_in() else ""


def _brief(opening: Opening) -> dict[str, Any]:
    return {
        "opening": opening,
        "site": settings.HEARBACK_URL,
        "address": reverse("careers:opening", args=[opening.slug]),
        "pay": pay_words(opening),
        "duties": lines(opening.duties),
        "benefits": lines(opening.benefits),
        "must_haves": [one for one in opening.criteria.all() if one.is_must_have],
        "helpful": [one for one in opening.criteria.all() if not one.is_must_have],
        "steps": list(opening.steps.all()),
        "pages": public_pages(opening, spoken()),
    }


def _why_resting(opening: Opening) -> str:
    if opening.state == OpeningState.PAUSED:
        return gettext(
            "This opening is paused: we take no new applications just now. "
            "Everyone who applied already still hears back."
        )
    return gettext(
        "The last day to apply has passed. Everyone who applied in time still hears back."
    )
