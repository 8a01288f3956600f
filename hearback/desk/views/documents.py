"""The files of an application: to download, and page by page as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import member_of, team_page
from hearback.careers.cv import preview
from hearback.careers.cv.kinds import Kind
from hearback.careers.files import content_of
from hearback.desk.case import page_url
from hearback.desk.queries.application import document_of
from hearback.kit.errors import NotYours
from hearback.kit.htmx import wants_fragment
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from hearback.pipeline.models import Document

FIRST, MOST_PAGES = 1, 20
SEALED = {
    # Whatever is inside, the browser neither guesses its kind, runs it, nor keeps it.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


def _document(request: HttpRequest, public_id: UUID, document_id: UUID) -> Document:
    return document_of(application_for(member_of(request), public_id), document_id)


def _draw(found: Document, number: int, *, width: int) -> preview.Page | None:
    """One page of a PDF; None when it has no such page, is no PDF, or its file is gone."""
    if found.kind != Kind.PDF:
        return None
    try:
        return preview.draw(content_of(found.key), number, width=width)
    except OSError:
        return None


@team_page()
@require_safe
def document(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """The file as it was sent, always as a download."""
    found = _document(request, public_id, document_id)
    try:
        content = content_of(found.key)
    except OSError as gone:
        raise NotYours(_("This file is gone. Look for it in the newest backup.")) from gone
    name = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    headers = {**SEALED, "Content-Disposition": name}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@team_page()
@require_safe
def pages(request: HttpRequest, public_id: UUID, document_id: UUID) -> HttpResponse:
    """The pages of a PDF as pictures; for the application's page those after the first.

    The first is on its way there already. If there is none, the answer takes its place.
    """
    found = _document(request, public_id, document_id)
    first = _draw(found, 1, width=200)
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
    drawn = _draw(_document(request, public_id, document_id), number, width=1_200)
    if drawn is None:
        raise NotYours(_("There is no such page."))
    return HttpResponse(drawn.png, content_type="image/png", headers=SEALED)
