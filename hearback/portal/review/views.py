"""A client's contact looks at what a candidate allowed, and says what they think; no sign-in.

Every look is written down; only a press changes anything else.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hearback.careers.cv.serving import THUMB_WIDTH, download, draw, picture
from hearback.clients.actions import note_look
from hearback.clients.models import ReviewLink
from hearback.feedback.asking.models import About, Ask
from hearback.feedback.asking.queries import ask_about
from hearback.kit import clock
from hearback.kit.errors import Invalid, NotYours, Refused, Sentence, TooMany
from hearback.kit.language import speak
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.private import private, rested
from hearback.portal.review.door import is_machine, opened_by, seen_by, shows
from hearback.portal.word.forms import ReasonForm, WordForm
from hearback.portal.word.page import shown
from hearback.portal.word.views import REASONED, after, take

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.pipeline.models import Document

PER_CLIENT, MOST_PAGES = 60, 20
GONE = 410
PAGE = "page"


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponseBase:
    """What may be seen of a candidate, three buttons and a line."""
    now, link = clock.now(), opened_by(token)
    if link is None:
        return rested(request)
    speak(link.contact.language)
    if not shows(link, now=now):
        context = {"link": link, "contact": link.submission.by, "ran_out": link.closed_at is None}
        return render(request, "portal/review/closed.html", context, status=GONE)
    if request.method == "GET":
        note_look(link=link, what=PAGE, by_machine=is_machine(request), now=now)
    ask, refused = ask_about(link.contact, About.SUBMISSION, link.submission.public_id), None
    forms = _forms(request, ask)
    if request.method == "POST" and ask is not None:
        refused = _say(request, ask, forms)
        if refused is None:
            return redirect(f"{reverse('portal:review', args=[token])}{after(request)}")
    context = _context(token, link, now=now) | forms
    if ask is not None:
        context |= shown(ask, token, now=now, reasoned=REASONED in request.GET)
    context |= {"refused": refused.sentence if refused else "", "typed": request.POST}
    status = refused.status if refused else 200
    return render(request, "portal/review/review.html", context, status=status)


def _forms(request: HttpRequest, ask: Ask | None) -> dict[str, Any]:
    if ask is None:
        return {}
    form = WordForm(sent(request) if "answer" in request.POST else None, ask=ask)
    reason = ReasonForm(sent(request) if "why" in request.POST else None, ask=ask)
    return {"form": form, "reason": reason}


def _say(request: HttpRequest, ask: Ask, forms: dict[str, Any]) -> Sentence | None:
    """Take down what was pressed; what stands against it, if anything does."""
    now = clock.now()
    try:
        throttle("portal.review", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        take(request, ask, forms["form"], forms["reason"], now=now)
    except (Refused, Invalid, TooMany) as why:
        return why
    return None


@private()
@require_safe
def paper(request: HttpRequest, token: str, document_id: UUID) -> HttpResponse:
    """A file they allowed, as a download."""
    link, document = _paper(token, document_id)
    if request.method == "GET":
        now = clock.now()
        note_look(link=link, what=document.name, by_machine=is_machine(request), now=now)
    return download(document)


@private()
@require_safe
def paper_page(request: HttpRequest, token: str, document_id: UUID, number: int) -> HttpResponse:
    """One page of a PDF they allowed, as a picture; it is part of the page that is noted."""
    del request
    _link, document = _paper(token, document_id)
    return picture(document, number)


def _paper(token: str, document_id: UUID) -> tuple[ReviewLink, Document]:
    """The file behind an open link. Raises NotYours for one that is closed, or was not allowed."""
    link = opened_by(token)
    if link is not None and shows(link, now=clock.now()):
        for one in seen_by(link).papers:
            if one.public_id == document_id:
                return link, one
    raise NotYours("This file is not shown, or not any more.")


def _context(token: str, link: ReviewLink, *, now: datetime) -> dict[str, object]:
    seen = seen_by(link)
    return {
        "link": link,
        "opening": link.submission.application.opening,
        "seen": seen,
        "papers": [(one, _pages(token, one)) for one in seen.papers],
        "contact": link.submission.by,
        "zone": link.contact.zone,
        "token": token,
        "now": now,
    }


def _pages(token: str, document: Document) -> list[str]:
    """Where the pictures of a PDF's pages are; none for another kind of file."""
    first = draw(document, 1, width=THUMB_WIDTH)
    numbers = range(1, min(first.pages, MOST_PAGES) + 1) if first else ()
    return [reverse("portal:review_page", args=[token, document.public_id, one]) for one in numbers]
