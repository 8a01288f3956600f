"""Opens a contact's page by its link, and knows what they may see of whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hearback.clients.models import Showing, SubmissionState
from hearback.clients.queries import LONGEST_TOKEN, link_behind
from hearback.clients.words import called, words_to_client
from hearback.kit.links import fingerprint

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from hearback.clients.models import ReviewLink
    from hearback.pipeline.models import Document

# Browsers say what they fetch a page for; scanners of mail do not, or fetch it before anybody asks.
_PURPOSES = ("Sec-Purpose", "Purpose", "X-Moz")


@dataclass(frozen=True)
class Seen:
    """What a client's contact may see of a candidate, and nothing else."""

    who: str
    words: str
    phone: str
    email: str
    answers: list[dict[str, Any]]
    papers: list[Document]


def opened_by(token: str) -> ReviewLink | None:
    """The link behind a token, open or closed; None when it is unknown or was replaced."""
    return link_behind(fingerprint(token)) if len(token) <= LONGEST_TOKEN else None


def shows(link: ReviewLink, *, now: datetime) -> bool:
    """Whether this link shows anything at `now` (aware): it is open, and so is the submission."""
    return link.is_open(now) and link.submission.state == SubmissionState.FORWARD


def seen_by(link: ReviewLink) -> Seen:
    """What the candidate allowed, read anew at every request."""
    submission = link.submission
    application, allowed = submission.application, set(submission.allowed)
    return Seen(
        who=called(submission),
        words=words_to_client(submission),
        phone=application.phone if Showing.PHONE in allowed else "",
        email=application.candidate.email if Showing.EMAIL in allowed else "",
        answers=list(application.answers) if Showing.ANSWERS in allowed else [],
        papers=list(application.documents.order_by("pk")) if Showing.CV in allowed else [],
    )


def is_machine(request: HttpRequest) -> bool:
    """Whether this looks like a scanner, or a browser that fetches before anybody asks for it."""
    if any("fetch" in request.headers.get(name, "") for name in _PURPOSES):
        return True
    return "Sec-Fetch-Mode" not in request.headers
