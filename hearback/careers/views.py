"""The public pages: the list of openings, one opening with its form, and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hearback.accounts.queries import who_answers
from hearback.careers import applying, pages, queries, reading
from hearback.careers.reception import reception_at
from hearback.careers.search import find
from hearback.kit import clock
from hearback.kit.errors import Refused, TooMany
from hearback.kit.language import go
from hearback.kit.origin import without_cookies

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponseBase

    from hearback.careers.applying import Sent
    from hearback.pipeline.models import Opening

PAGE_OR_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """The list of openings, searched and filtered by what the address asks."""
    found = find(request.GET.dict(), now=clock.now())
    return render(request, "careers/openings.html", {"found": found})


@without_cookies
@PAGE_OR_FORM
def opening(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One opening with its form; sending the form applies."""
    now = clock.now()
    if request.method == "POST":
        return _apply(request, reception_at(slug, now=now).opening, now=now)
    shown = queries.opening_to_show(slug)
    if not queries.takes_applications(shown, now=now):
        return pages.opening_without_form(request, shown, now=now)
    return pages.opening_page(request, shown, now=now)


def _apply(request: HttpRequest, shown: Opening, *, now: datetime) -> HttpResponseBase:
    if not queries.takes_applications(shown, now=now):
        return pages.opening_without_form(request, shown, now=now)
    try:
        applying.count_try(request, now=now)
    except TooMany as often:
        sent = applying.received(request, shown, now=now, with_file=False)
        return _not_taken(request, sent, often)
    sent = applying.received(request, shown, now=now)
    if not sent.is_complete():
        sent.keep_file()
        return pages.form_again(request, sent, sent.form, status=422)
    try:
        applying.submit(sent)
    except (TooMany, Refused) as why:
        return _not_taken(request, sent, why)
    return go(request, "careers:thanks", slug=shown.slug)


def _not_taken(request: HttpRequest, sent: Sent, why: TooMany | Refused) -> HttpResponse:
    """Everything is in order with the form, and still it was not taken: say why."""
    shown = queries.opening_to_show(sent.opening.slug)
    if not queries.takes_applications(shown, now=sent.now):
        sent.drop_file()
        return pages.opening_without_form(request, shown, now=sent.now)
    sent.keep_file()
    page = pages.form_again(request, sent, sent.form, status=why.status, turned_down=why.sentence)
    if isinstance(why, TooMany):
        page["Retry-After"] = str(why.retry_after)
    return page


@without_cookies
@PAGE_OR_FORM
def read(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Read the CV that came with the form and give the form back, filled in where it was empty."""
    if request.method != "POST":
        return go(request, "careers:opening", slug=slug)
    now = clock.now()
    shown = queries.opening_to_show(slug)
    if not queries.takes_applications(shown, now=now):
        return pages.opening_without_form(request, shown, now=now)
    try:
        reading.count_reading(request, now=now)
    except TooMany as often:
        return _not_taken(
            request, applying.received(request, shown, now=now, with_file=False), often
        )
    sent = applying.received(request, shown, now=now)
    wants_it_out = request.POST.get("act") == "forget"
    filled = reading.take_out(sent) if wants_it_out else reading.read_cv(sent)
    said = {"turned_down" if filled.went_wrong else "note": filled.sentence}
    status = 422 if filled.went_wrong else 200
    return pages.form_again(request, sent, filled.form, status=status, **said)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens now; the same for everybody, so it tells nothing about anybody."""
    shown = queries.opening_to_show(slug)
    contact = who_answers(shown.owner, now=clock.now())
    return render(request, "careers/thanks.html", {"opening": shown, "contact": contact})


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every opening that takes applications, for search engines."""
    shown = queries.still_open(queries.public_openings(), now=clock.now())
    context = {"openings": shown, "site": settings.HEARBACK_URL}
    return render(request, "careers/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone."""
    context = {"site": settings.HEARBACK_URL}
    return render(request, "careers/robots.txt", context, content_type="text/plain")
