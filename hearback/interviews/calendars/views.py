"""A member's own calendars, and the feed of their interviews."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import member_of, team_page
from hearback.interviews.calendars import actions, queries
from hearback.interviews.calendars.feed import feed_text
from hearback.interviews.calendars.forms import CalendarForm
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.kit.links import url
from hearback.kit.origin import without_cookies
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from hearback.accounts.models import Member

FEED = "calendars:feed"
# Each try asks a server of the member's choice.
TRIES, PER = 30, timedelta(hours=1)


@team_page()
def mine(request: HttpRequest) -> HttpResponse:
    """When the member's calendars were last read, what is wrong, and a form to name another."""
    member, now = member_of(request), clock.now()
    form = CalendarForm(sent(request))
    if request.method == "POST" and form.is_valid() and _added(form, member, now=now):
        messages.success(
            request, _("Read. You are not planned for when it says that you are busy.")
        )
        return redirect("calendars:mine")
    feed = queries.feed_of(member)
    context = {
        "here": "team",
        "shown": member,
        "calendars": queries.calendars_of(member),
        "form": form,
        "feed": url(FEED, feed.public_id, feed.link_generation) if feed else "",
        "now": now,
        "zone": member.zone,
    }
    return render(request, "interviews/calendars/mine.html", context)


def _added(form: CalendarForm, member: Member, *, now: datetime) -> bool:
    throttle("calendar", str(member.pk), TRIES, PER, now)
    try:
        actions.add_calendar(**form.cleaned_data, by=member, now=now)
    except Invalid as wrong:
        for name, sentence in wrong.fields.items():
            form.add_error(name, sentence)
    except Refused as no:
        form.add_error("address", no.sentence)
    return not form.errors


@team_page()
@require_POST
def again(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Read a calendar this moment."""
    member, now = member_of(request), clock.now()
    calendar = queries.calendar_of(member, public_id)
    throttle("calendar", str(member.pk), TRIES, PER, now)
    actions.read_again(calendar, now=now)
    calendar = queries.calendar_of(member, public_id)
    if calendar.trouble:
        messages.warning(request, _("It cannot be read just now."))
    else:
        messages.success(request, _("Read."))
    return redirect("calendars:mine")


@team_page()
@require_POST
def remove(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Forget a calendar."""
    member = member_of(request)
    calendar = queries.calendar_of(member, public_id)
    actions.remove_calendar(calendar, by=member, now=clock.now())
    messages.success(request, _("Removed. Its address and its times are forgotten."))
    return redirect("calendars:mine")


@team_page()
@require_POST
def new_feed(request: HttpRequest) -> HttpResponseBase:
    """Make the address of one's feed, in the place of the one before."""
    actions.new_feed_address(by=member_of(request), now=clock.now())
    messages.success(request, _("This is the address. An older one opens nothing any more."))
    return redirect("calendars:mine")


@without_cookies
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The interviews of whoever made this address, for calendar programs to follow."""
    text = feed_text(queries.feed_behind(token).member, now=clock.now()).encode()
    etag = f'"{sha256(text).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="interviews.ics"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
