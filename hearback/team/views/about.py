"""A member's own page: a line for candidates, and how they like to be asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hearback.accounts.access import member_of, team_page
from hearback.accounts.queries import number_for_texts
from hearback.channels.chat_addresses import service_name
from hearback.channels.models import Channel
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.team import actions
from hearback.team.forms.about import AboutForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member

# Each try asks, or writes to, a server of the member's choice.
TRIES, PER = 20, timedelta(hours=1)


@team_page()
def about_me(request: HttpRequest) -> HttpResponse:
    """What candidates read of a member, and by which ways that member is asked."""
    member = member_of(request)
    form = AboutForm.of(member, sent(request))
    if request.method == "POST" and form.is_valid() and _changed(form, member):
        messages.success(request, _("Saved."))
        return redirect("team:about_me")
    context = {
        "here": "team",
        "shown": member,
        "form": form,
        "chat": member.chat,
        "service": service_name(member.chat.service) if member.chat else "",
        "can_text": bool(number_for_texts(member)),
        "zone": member.zone,
        "now": clock.now(),
    }
    return render(request, "team/members/about.html", context)


def _changed(form: AboutForm, member: Member) -> bool:
    now = clock.now()
    if form.cleaned_data["chat"]:
        throttle("chat", str(member.pk), TRIES, PER, now)
    try:
        actions.change_about(member, **form.told, now=now)
    except Invalid as wrong:
        for name, sentence in wrong.fields.items():
            form.add_error(name, sentence)
    return not form.errors


@team_page()
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Send the member a test by text or chat."""
    member, now = member_of(request), clock.now()
    throttle("chat", str(member.pk), TRIES, PER, now)
    way = request.POST.get("way", "")
    actions.send_test(member, way=way, now=now)
    if way == Channel.CHAT:
        messages.success(
            request, _("On its way to your chat. If that does not take it, it comes by mail.")
        )
    else:
        messages.success(request, _("On its way to your phone."))
    return redirect("team:about_me")
