"""Mail that no program could read or place: to be looked at as it came, and decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.careers.cv.serving import SEALED
from hearback.careers.files import content_of
from hearback.feedback.hearing.queries import mail_heard
from hearback.inbox.actions import arrivals as act
from hearback.inbox.queries import arrivals_needing_somebody
from hearback.kit import clock
from hearback.kit.errors import NotYours

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from hearback.channels.models import Arrival


def _arrival(request: HttpRequest, arrival_id: UUID) -> Arrival:
    found = arrivals_needing_somebody(member_of(request)).filter(public_id=arrival_id).first()
    if found is None:
        raise NotYours(_("There is no such mail, or somebody has dealt with it."))
    return found


@team_page(Right.ANSWER)
@require_safe
def raw(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """The mail as it came, always as a download; also one in which a contact said their word."""
    found = mail_heard(member_of(request), arrival_id) or _arrival(request, arrival_id)
    try:
        content = content_of(found.raw_key)
    except OSError as gone:
        raise NotYours(_("This mail is gone. Look for it in the newest backup.")) from gone
    name = content_disposition_header(as_attachment=True, filename=f"{found.public_id}.eml")
    headers = {**SEALED, "Content-Disposition": name or "attachment"}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@team_page(Right.ANSWER)
@require_POST
def again(request: HttpRequest, arrival_id: UUID) -> HttpResponseBase:
    """Let it be read once more."""
    found = _arrival(request, arrival_id)
    act.read_again(arrival=found, by=member_of(request), now=clock.now())
    messages.success(request, _("It is being read once more."))
    return redirect("desk:inbox")


@team_page(Right.ANSWER)
@require_POST
def aside(request: HttpRequest, arrival_id: UUID) -> HttpResponseBase:
    """Nothing is owed for it, for a reason."""
    found, reason = _arrival(request, arrival_id), request.POST.get("reason", "")
    act.put_aside(arrival=found, reason=reason, by=member_of(request), now=clock.now())
    messages.success(request, _("Put aside. The mail is kept."))
    return redirect("desk:inbox")
