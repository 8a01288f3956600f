"""One conversation: everything said, who this is, and what a person decides about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.careers.cv.serving import SEALED
from hearback.careers.files import content_of
from hearback.desk.inbox_forms import AssignForm, SnoozeForm
from hearback.desk.queries.inbox import neighbour
from hearback.desk.queries.search import search
from hearback.desk.tending import talk_page
from hearback.inbox import actions as act
from hearback.inbox.queries import attachment_of, conversation_for
from hearback.kit import clock
from hearback.kit.errors import Invalid, NotYours
from hearback.kit.moments import day_hour
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from hearback.desk.inbox_forms import ReplyForm
    from hearback.pipeline.models import Conversation

FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page()
@require_safe
def conversation(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Everything said in one conversation, and the box to reply in."""
    found = conversation_for(member_of(request), public_id)
    if found.part_of is not None:
        return redirect("desk:conversation", found.part_of.public_id)
    return page(request, found)


def page(
    request: HttpRequest, found: Conversation, form: ReplyForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a conversation; `form` is a reply that was sent and could not be taken."""
    member, now = member_of(request), clock.now()
    application = found.application
    promises = application.promises.open().to_candidate() if application else None
    next_promise = promises.about_the_application().order_by("due_at").first() if promises else None
    context = {
        **talk_page(found, member, now=now, form=form),
        "here": "inbox",
        "application": application,
        "next_promise": next_promise,
        "earlier": neighbour(member, found, now=now, later=False),
        "later": neighbour(member, found, now=now),
        "now": now,
        "zone": member.zone,
    }
    return render(request, "desk/conversation.html", context, status=status)


@team_page(Right.ANSWER)
@require_POST
def done(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """No answer is needed here, for a reason."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    reason = request.POST.get("reason", "")
    act.need_no_answer(conversation=found, reason=reason, by=member, now=clock.now())
    messages.success(request, _("Done. New words bring it back."))
    return redirect("desk:conversation", public_id)


@team_page(Right.ANSWER)
@require_POST
def snooze(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Put a waiting conversation off until a moment before what was promised."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    until = _until(request, member.zone)
    act.snooze(conversation=found, until=until, by=member, now=clock.now())
    when = day_hour(until, ZoneInfo(member.zone))
    messages.success(request, _("Put off. It comes back {when}.").format(when=when))
    return redirect("desk:conversation", public_id)


def _until(request: HttpRequest, zone: str) -> datetime:
    """The moment a press names, or the one typed on the clock of whoever types."""
    if named := request.POST.get("named"):
        try:
            until = datetime.fromisoformat(named[:40])
        except ValueError:
            until = None
        if until is not None and until.tzinfo is not None:
            return until
    with timezone.override(ZoneInfo(zone)):
        form = SnoozeForm(request.POST)
        if form.is_valid():
            moment: datetime = form.cleaned_data["until"]
            return moment
    raise Invalid(_("Say when it should come back."))


@team_page(Right.ANSWER)
@require_POST
def wake(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Bring it back to the list at once."""
    act.wake(conversation=conversation_for(member_of(request), public_id))
    messages.success(request, _("Back on the list."))
    return redirect("desk:conversation", public_id)


@team_page(Right.ANSWER)
@require_POST
def assign(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let a colleague answer."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    form = AssignForm(request.POST, owner=found.owner)
    if not form.is_valid():
        raise Invalid(_("Choose who answers."))
    to = form.cleaned_data["to"]
    act.assign(conversation=found, to=to, by=member, now=clock.now())
    messages.success(request, _("{name} answers now, and sees it in Today.").format(name=to.name))
    return redirect("desk:conversation", public_id)


@team_page(Right.ANSWER)
@require_POST
def note(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Leave a word for colleagues."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    act.write_note(
        conversation=found, text=request.POST.get("text", ""), by=member, now=clock.now()
    )
    return redirect("desk:conversation", public_id)


@team_page(Right.ANSWER)
@FORM
def link(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Find out whose words a stranger's are, and let them belong to that application."""
    member, found = member_of(request), conversation_for(member_of(request), public_id)
    if request.method == "POST":
        application = application_for(member, _uuid(request.POST.get("application", "")))
        now_in = act.link_to_application(
            conversation=found, application=application, by=member, now=clock.now()
        )
        said = _("These words belong to {name}’s application now.")
        messages.success(request, said.format(name=application.name))
        return redirect("desk:conversation", now_in.public_id)
    words = request.GET.get("q", found.name or found.address.partition("@")[0])
    context = {
        "here": "inbox",
        "conversation": found,
        "person": found.name or found.address or found.phone,
        "search_for": words,
        "found": search(member, words),
        "zone": member.zone,
    }
    return render(request, "desk/link.html", context)


def _uuid(text: str) -> UUID:
    from uuid import UUID  # noqa: PLC0415  only for reading what a form sent

    try:
        return UUID(text)
    except ValueError as wrong:
        raise Invalid(_("Choose an application.")) from wrong


@team_page()
@require_safe
def attachment(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """A file as it was sent, always as a download."""
    found = attachment_of(conversation_for(member_of(request), public_id), file_id)
    try:
        content = content_of(found.key)
    except OSError as gone:
        raise NotYours(_("This file is gone. Look for it in the newest backup.")) from gone
    name = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    headers = {**SEALED, "Content-Disposition": name}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)
