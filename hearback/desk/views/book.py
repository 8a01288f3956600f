"""The answer book on the desk: by topic, by words, one page, and what a reply box asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.desk.book_forms import PageForm
from hearback.inbox.book import actions as act
from hearback.inbox.book import queries as read
from hearback.inbox.book.models import Topic
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.accounts.models import Member
    from hearback.inbox.book.models import Page

WRONG, LONGEST_SEARCH = 422, 300
FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page()
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """Every page by topic, those nobody vouched for marked, and what is asked without a page."""
    member, now = member_of(request), clock.now()
    words = one_line(request.GET.get("q", ""), LONGEST_SEARCH)
    pages = list(read.pages_visible_to(member).order_by("title"))
    shown = read.found_pages(member, words) if words else pages
    context = {
        "here": "book",
        "words": words,
        "topics": _by_topic(shown, now=now),
        "number": len(pages),
        "stale": sum(read.is_stale(page, now=now) for page in pages),
        "repeated": [] if words else read.asked_without_a_page(member, pages, now=now),
        "may_write": may(member, Right.ANSWER),
        "zone": member.zone,
    }
    return render(request, "desk/book.html", context)


@team_page()
@require_safe
def book_search(request: HttpRequest) -> HttpResponse:
    """The pages that fit what was typed in a reply box, or asked there, the best first."""
    member, now = member_of(request), clock.now()
    words = one_line(request.GET.get("q") or request.GET.get("asked", ""), LONGEST_SEARCH)
    found = read.found_pages(member, words)
    context = {
        "found": [(page, read.is_stale(page, now=now)) for page in found],
        "words": words,
        "zone": member.zone,
    }
    return render(request, "desk/_book_search.html", context)


@team_page(Right.ANSWER)
@FORM
def page_new(request: HttpRequest) -> HttpResponseBase:
    """Write a page; a question asked again comes filled in."""
    member = member_of(request)
    first = {"owner": member.pk, "language": "en", "topic": Topic.PROCESS, **request.GET.dict()}
    form = PageForm(request.POST or None, member=member, initial=first)
    return _written(request, form, None)


@team_page(Right.ANSWER)
@FORM
def page_edit(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """One page with its versions, to read and to write anew."""
    member = member_of(request)
    page = read.page_for(member, public_id)
    form = PageForm(request.POST or None, member=member, instance=page)
    return _written(request, form, page)


@team_page(Right.ANSWER)
@require_POST
def page_confirm(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Say that a page is still right, in one press."""
    member = member_of(request)
    page = act.confirm_page(page=read.page_for(member, public_id), by=member, now=clock.now())
    messages.success(request, _("Confirmed: {title}").format(title=page.title))
    return redirect("desk:book")


@team_page(Right.ANSWER)
@require_POST
def page_retire(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Take a page out of the book."""
    member = member_of(request)
    page = act.retire_page(page=read.page_for(member, public_id), by=member, now=clock.now())
    messages.success(request, _("Taken out: {title}").format(title=page.title))
    return redirect("desk:book")


def _written(request: HttpRequest, form: PageForm, page: Page | None) -> HttpResponseBase:
    member, now = member_of(request), clock.now()
    if form.is_valid():
        try:
            act.write_page(page=page, words=form.words(), by=member, now=now)
        except Refused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("The page is in the book."))
            return redirect("desk:book")
    status = WRONG if form.errors else 200
    return render(request, "desk/page.html", _page_context(form, page, member, now), status=status)


def _page_context(
    form: PageForm, page: Page | None, member: Member, now: datetime
) -> dict[str, Any]:
    return {
        "here": "book",
        "form": form,
        "page": page,
        "is_stale": page is not None and read.is_stale(page, now=now),
        "versions": list(page.versions.select_related("by").order_by("-number")) if page else [],
        "zone": member.zone,
    }


def _by_topic(pages: list[Page], *, now: datetime) -> list[tuple[str, list[tuple[Page, bool]]]]:
    """The pages under their topics, in the order of the topics, each with whether it is stale."""
    under = {
        topic: [(page, read.is_stale(page, now=now)) for page in pages if page.topic == topic]
        for topic in Topic
    }
    return [(str(topic.label), listed) for topic, listed in under.items() if listed]
