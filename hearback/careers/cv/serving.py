"""Hands out files candidates sent: as a download, or page by page as pictures; never run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from hearback.careers.cv import preview
from hearback.careers.cv.kinds import Kind
from hearback.careers.files import content_of
from hearback.kit.errors import NotYours

if TYPE_CHECKING:
    from hearback.pipeline.models import Document

PAGE_WIDTH, THUMB_WIDTH = 1_200, 200
SEALED = {
    # Whatever is inside, the browser neither guesses its kind, runs it, nor keeps it.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


def download(document: Document) -> HttpResponse:
    """The file as it was sent, always as a download. Raises NotYours when it is gone."""
    try:
        content = content_of(document.key)
    except OSError as gone:
        raise NotYours(_("This file is gone. Look for it in the newest backup.")) from gone
    name = content_disposition_header(as_attachment=True, filename=document.name) or "attachment"
    headers = {**SEALED, "Content-Disposition": name}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def draw(document: Document, number: int, *, width: int) -> preview.Page | None:
    """One page of a PDF; None when it has no such page, is no PDF, or its file is gone."""
    if document.kind != Kind.PDF:
        return None
    try:
        return preview.draw(content_of(document.key), number, width=width)
    except OSError:
        return None


def picture(document: Document, number: int) -> HttpResponse:
    """One page, counted from 1, as a PNG drawn in a box of its own. Raises NotYours for none."""
    drawn = draw(document, number, width=PAGE_WIDTH)
    if drawn is None:
        raise NotYours(_("There is no such page."))
    return HttpResponse(drawn.png, content_type="image/png", headers=SEALED)
