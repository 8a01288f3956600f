"""Search over names, mail addresses and CVs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from hearback.accounts.access import member_of, team_page
from hearback.desk.queries.search import LONGEST_SEARCH, Found, search
from hearback.kit import clock
from hearback.kit.htmx import page_or_fragment
from hearback.kit.paging import place_of
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page()
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Everybody this member may see whose name, address or papers hold the words, newest first."""
    member = member_of(request)
    words = one_line(request.GET.get("q", ""), LONGEST_SEARCH)
    place = place_of(request.GET.get("after"))
    found = search(member, words, place) if words else Found()
    context = {
        "here": "search",
        "search_words": words,
        "found": found,
        "is_first": place is None,
        "now": clock.now(),
        "zone": member.zone,
    }
    return page_or_fragment(request, "desk/search.html", "found", context)
