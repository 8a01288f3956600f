"""Pages of the answer book as tests need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.inbox.book.actions import PageWords, write_page
from hearback.inbox.book.models import Topic

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.inbox.book.models import Page
    from tests.cast import Cast

TITLE = "Do you pay for the way to an interview?"
ANSWER = "Yes. Keep the ticket and give it to whoever meets you.\n\nWe pay within a week."


def a_page(cast: Cast, *, now: datetime, **more: Any) -> Page:
    """A page of Susan's, as candidates read it."""
    said: dict[str, Any] = {
        "title": TITLE,
        "answer": ANSWER,
        "topic": Topic.PROCESS,
        "owner": cast.susan,
        "is_public": True,
    }
    return write_page(page=None, words=PageWords(**{**said, **more}), by=cast.susan, now=now)
