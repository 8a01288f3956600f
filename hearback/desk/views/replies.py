"""Replying: what is being written, the letter that leaves, and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.answers.views.undo import UNDO
from hearback.channels.models import Channel
from hearback.desk.inbox_forms import AT, MORNING, ReplyForm
from hearback.desk.tending import writing_in
from hearback.desk.views.conversation import page
from hearback.inbox import actions as act
from hearback.inbox.queries import conversation_for, reply_of, version_of, ways_to
from hearback.inbox.spoken import reader_zone
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.htmx import wants_fragment
from hearback.kit.moments import day_hour
from hearback.pipeline.queries import application_for
from hearback.rules.timing import next_morning

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.accounts.models import Member
    from hearback.channels.models import Message
    from hearback.inbox.models import Reply
    from hearback.pipeline.models import Conversation

SECONDS = timedelta(seconds=10)
WRONG = 422


@team_page(Right.ANSWER)
@require_POST
def reply(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Send a reply, now or later; what cannot be sent is shown again with its words."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    now = clock.now()
    with timezone.override(reader_zone(found)):
        form = ReplyForm(request.POST, ways=ways_to(found))
        is_good = form.is_valid()
    if not is_good:
        return page(request, found, form, status=WRONG)
    try:
        message = act.reply(
            conversation=found,
            text=form.cleaned_data["text"],
            channel=form.way,
            send_after=_leaves(form, found, now=now),
            seen=form.cleaned_data["seen"],
            by=member,
            now=now,
        )
    except Refused as why:
        form.add_error(None, why.sentence)
        return page(request, found, form, status=why.status)
    messages.success(request, _sent(message, form, member), extra_tags=_undo(message))
    return _back(request, found)


def _sent(message: Message, form: ReplyForm, member: Member) -> str:
    """That a reply leaves, and when, where somebody chose to send it later."""
    name, when = message.to_name or message.to_address, form.cleaned_data["when"]
    if when not in {MORNING, AT}:
        return _("Your reply to {name} is on its way.").format(name=name)
    leaves = day_hour(message.send_after, ZoneInfo(member.zone))
    return _("Your reply to {name} leaves {when}.").format(name=name, when=leaves)


def _undo(message: Message) -> str:
    return f"{UNDO}{reverse('desk:reply_undo', args=[message.public_id])}"


def _leaves(form: ReplyForm, found: Conversation, *, now: datetime) -> datetime:
    """When the reply leaves: after the time to undo it, in their morning, or when it says."""
    when = form.cleaned_data["when"]
    if when == MORNING:
        return next_morning(now, reader_zone(found).key)
    if when == AT:
        at: datetime = form.cleaned_data["at"]
        if at <= now:
            raise Refused(_("This moment has passed. Choose one still to come."))
        return at
    return now + SECONDS


def _back(request: HttpRequest, found: Conversation) -> HttpResponseBase:
    if "from_case" in request.POST and found.application is not None:
        return redirect("desk:application", found.application.public_id)
    return redirect("desk:conversation", found.public_id)


@team_page(Right.ANSWER)
@require_POST
def draft(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Keep what is written so far, and say what happened meanwhile."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    way = request.POST.get("channel", "")
    # What a slow connection brings after the reply has left is no draft of a second one.
    if request.POST.get("seen", "") == version_of(found):
        act.save_draft(
            conversation=found,
            text=request.POST.get("text", ""),
            channel=Channel(way) if way in Channel.values else Channel.EMAIL,
            by=member,
            now=clock.now(),
            take_over="take_over" in request.POST,
        )
    if wants_fragment(request):
        return _beside(request, found, member, request.POST.get("seen", ""))
    return redirect(f"{reverse('desk:conversation', args=[public_id])}#reply")


@team_page()
@require_safe
def beside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What happened here while somebody has the page open, a piece of that page."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    return _beside(request, found, member, request.GET.get("seen", ""))


def _beside(request: HttpRequest, found: Conversation, member: Member, seen: str) -> HttpResponse:
    context = {
        "conversation": found,
        "writing": writing_in(found, member, now=clock.now()),
        "was_overtaken": seen != version_of(found),
        "zone": member.zone,
    }
    return render(request, "desk/_beside.html", context)


@team_page(Right.ANSWER)
@require_POST
def undo(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Take a reply back that has not left; its words are in the box again."""
    said = _mine_to_see(request, letter_id)
    found = act.take_back_reply(message=said.message, by=member_of(request), now=clock.now())
    messages.success(request, _("Taken back. Your words are in the box again."))
    return redirect(f"{reverse('desk:conversation', args=[found.public_id])}#reply")


@team_page(Right.ANSWER)
@require_POST
def send_now(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Let a reply that waits for its moment leave at once."""
    said = _mine_to_see(request, letter_id)
    act.send_reply_now(message=said.message, by=member_of(request), now=clock.now())
    messages.success(request, _("It leaves now."))
    return redirect("desk:conversation", said.conversation.public_id)


def _mine_to_see(request: HttpRequest, letter_id: UUID) -> Reply:
    said = reply_of(letter_id)
    conversation_for(member_of(request), said.conversation.public_id)
    return said


@team_page(Right.ANSWER)
@require_POST
def write_to(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Open the conversation about an application in which nobody has said a word yet."""
    application = application_for(member_of(request), public_id)
    found = act.conversation_about(application, now=clock.now())
    return redirect(f"{reverse('desk:conversation', args=[found.public_id])}#reply")
