"""The answer book of the demo company, written on its first day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.inbox.book.actions import PageWords, write_page
from hearback.inbox.book.models import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.demo.load.house import House


def write_book(house: House, pages: Sequence[dict[str, Any]], *, now: datetime) -> None:
    """Write each page in its owner's name; one with few `days` is stale by today."""
    for page in pages:
        owner = house.members[page["owner"]]
        words = PageWords(
            title=page["title"],
            answer=page["answer"],
            topic=Topic(page["topic"]),
            owner=owner,
            is_public=page["public"],
            confirm_every=page.get("days", 180),
        )
        write_page(page=None, words=words, by=owner, now=now)
