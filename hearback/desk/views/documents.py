"""The files of an application: to download, and page by page as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearback.accounts.access import member_of, team_page
from hearback.careers.cv.serving import THUMB_WIDTH, download, draw, picture
from hearback.desk.case import page_url
from hearback.desk.queries.application import document_of
from hearback.kit.htmx import wants_fragment
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.pipeline.models import Document

FIRST, MOST_PAGES = 1, 20


def _document(request: HttpRequest, public_id: UUID, document_id: UUID) -> Document:
    return document_of(application_for(member_of(request), public_id), document_id)


@team_page()
@require_safe
def document(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """The file as it was sent, always as a download."""
    return download(_document(request, public_id, document_id))


@team_page()
@require_safe
def pages(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """The pages of a PDF as pictures; for the application's page those after the first.

    The first is on its way there already. If there is none, the answer takes its place.
    """
    found = _document(request, public_id, document_id)
    first = draw(found, 1, width=THUMB_WIDTH)
    begin = FIRST + 1 if wants_fragment(request) else FIRST
    numbers = range(begin, min(first.pages, MOST_PAGES) + 1) if first else ()
    shown = [(one, page_url(public_id, document_id, one)) for one in numbers]
    context = {"pages": shown, "is_blank": first is None}
    context["more"] = max(0, first.pages - MOST_PAGES) if first else 0
    answer = render(request, "desk/_pages.html", context)
    if first is None:
        answer["HX-Reswap"] = "innerHTML"
    return answer


@team_page()
@require_safe
def page(request: HttpRequest, public_id: UUID, document_id: UUID, number: int) -> HttpResponse:
    """One page of a PDF as a PNG, drawn in a box of its own."""
    return picture(_document(request, public_id, document_id), number)
