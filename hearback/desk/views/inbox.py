"""The inbox: conversations that wait, were answered, put off or done, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.desk.inbox_rows import lines_of
from hearback.desk.queries import inbox as read
from hearback.inbox.queries import arrivals_needing_somebody
from hearback.kit import clock
from hearback.kit.paging import place_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member
    from hearback.channels.models import Arrival

LONGEST_SEARCH = 200
MOST_ARRIVALS = 20


@team_page()
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Conversations this member may see, those that wait first due first."""
    member, now = member_of(request), clock.now()
    usual = "mine" if may(member, Right.ANSWER) else "all"
    whose = _one_of(request.GET.get("whose"), read.WHOSE, usual)
    show = _one_of(request.GET.get("show"), tuple(read.SHELVES), "waiting")
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    place = place_of(request.GET.get("after"))
    found = read.named(member, words) if words else None
    page = found or read.page_of(member, whose, show, place, now=now)
    context = {
        "here": "inbox",
        "lines": lines_of(page, member),
        "words": words,
        "whose": whose,
        "show": show,
        "is_first": place is None,
        "shelves": _shelves(whose, show),
        "people": _people(whose, show, has_team=member.team_id is not None),
        "arrivals": _arrivals(member) if show == "waiting" and not (words or place) else [],
        "next_url": _address(whose, show, after=str(page.next)) if page.next else "",
        "may_answer": may(member, Right.ANSWER),
        "now": now,
        "zone": member.zone,
    }
    return render(request, "desk/inbox.html", context)


def _arrivals(member: Member) -> list[Arrival]:
    """Mail that needs a person, which is everybody's to look at."""
    return list(arrivals_needing_somebody(member)[:MOST_ARRIVALS])


def _one_of(asked: str | None, known: tuple[str, ...], usual: str) -> str:
    return asked if asked in known else usual


def _address(whose: str, show: str, **more: str) -> str:
    return f"{reverse('desk:inbox')}?{urlencode({'whose': whose, 'show': show, **more})}"


def _shelves(whose: str, show: str) -> list[dict[str, Any]]:
    titles = {
        "waiting": _("Waiting for us"),
        "answered": _("Answered"),
        "snoozed": _("Put off"),
        "done": _("Done"),
    }
    return [
        {"title": title, "url": _address(whose, name), "current": name == show}
        for name, title in titles.items()
    ]


def _people(whose: str, show: str, *, has_team: bool) -> list[dict[str, Any]]:
    titles = {"mine": _("Mine"), "team": _("My team"), "all": _("Everybody")}
    if not has_team:
        del titles["team"]
    return [
        {"title": title, "url": _address(name, show), "current": name == whose}
        for name, title in titles.items()
    ]
