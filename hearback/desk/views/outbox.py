"""The outbox: letters that wait or got stuck, and what a person decides about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.desk.frame import trouble_words
from hearback.desk.queries import outbox as read
from hearback.desk.words import letter_state
from hearback.inbox.actions import outbox as act
from hearback.kit import clock
from hearback.kit.paging import place_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@team_page(Right.OUTBOX)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters that need somebody, then those that leave by themselves."""
    member = member_of(request)
    stuck, more_stuck = read.troubled_letters(member, place_of(request.GET.get("stuck")))
    waiting, more_waiting = read.waiting_letters(member, place_of(request.GET.get("waiting")))
    switch = read.outbox_switch()
    context = {
        "here": "outbox",
        "trouble": trouble_words(member),
        "is_held": bool(switch and switch.held_since),
        "held_because": switch.reason if switch else "",
        "stuck": [(letter, letter_state(letter.message, member)) for letter in stuck],
        "more_stuck": more_stuck,
        "waiting": [(letter, letter_state(letter.message, member)) for letter in waiting],
        "more_waiting": more_waiting,
        "zone": member.zone,
    }
    return render(request, "desk/outbox.html", context)


@team_page(Right.OUTBOX)
@require_POST
def hold(request: HttpRequest) -> HttpResponseBase:
    """Let nothing leave until somebody releases it."""
    reason = request.POST.get("reason", "")
    act.hold_letters(reason=reason, by=member_of(request), now=clock.now())
    messages.success(request, _("Nothing leaves until somebody lets letters leave again."))
    return redirect("desk:outbox")


@team_page(Right.OUTBOX)
@require_POST
def release(request: HttpRequest) -> HttpResponseBase:
    """Let letters leave again."""
    act.release_letters(by=member_of(request), now=clock.now())
    messages.success(request, _("Letters leave again."))
    return redirect("desk:outbox")


@team_page(Right.OUTBOX)
@require_POST
def again(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Send a stuck letter (again)."""
    member = member_of(request)
    message = read.letter_by(member, letter_id)
    act.send_letter_again(message=message, by=member, now=clock.now())
    messages.success(request, _("The letter to {name} goes out.").format(name=message.to_name))
    return _back(request)


@team_page(Right.OUTBOX)
@require_POST
def arrived(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Somebody found out that a letter in doubt did arrive."""
    member = member_of(request)
    message = read.letter_by(member, letter_id)
    act.mark_letter_sent(message=message, by=member, now=clock.now())
    said = _("Noted: the letter to {name} arrived.")
    messages.success(request, said.format(name=message.to_name))
    return _back(request)


@team_page(Right.OUTBOX)
@require_POST
def recall(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Take a letter back that has not left."""
    member = member_of(request)
    message = read.letter_by(member, letter_id)
    act.recall_letter(message=message, by=member, now=clock.now())
    messages.success(request, _("The letter to {name} is back.").format(name=message.to_name))
    return _back(request)


@team_page(Right.OUTBOX)
@require_POST
def aside(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Give a stuck letter up, with a reason."""
    member = member_of(request)
    message = read.letter_by(member, letter_id)
    reason = request.POST.get("reason", "")
    act.set_letter_aside(message=message, reason=reason, by=member, now=clock.now())
    messages.success(request, _("The letter to {name} was given up.").format(name=message.to_name))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponseBase:
    """To the page the button was on, which is one of ours, else to the outbox."""
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if ours and back.startswith("/desk/") else "desk:outbox")
