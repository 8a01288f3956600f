"""Reads of the answer book: by topic, by words, what candidates read, what is asked again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Q
from django.utils.translation import gettext as _

from hearback.inbox.book.models import Page
from hearback.inbox.queries import conversations_visible_to
from hearback.kit.errors import NotYours
from hearback.pipeline.queries import openings_visible_to
from hearback.rules.questions import Asked, asked_again, key_words, questions_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.inbox.book.models import Pages
    from hearback.pipeline.models import Opening
    from hearback.rules.questions import Repeated

FOUND, PUBLIC, LATELY, LOOKED_AT = 6, 20, timedelta(days=90), 200
_WORDS = SearchVector("title", weight="A", config="simple") + SearchVector(
    "answer", weight="C", config="simple"
)


def pages_visible_to(member: Member) -> Pages:
    """Pages of the book this member may read: all but those about openings they may not see."""
    mine = Q(opening=None) | Q(opening__in=openings_visible_to(member).values("pk"))
    pages = Page.objects.current().filter(mine)
    return pages.select_related("owner", "opening", "promise", "confirmed_by")


def page_for(member: Member, public_id: UUID) -> Page:
    """One page. Raises NotYours when there is none this member may read."""
    page = pages_visible_to(member).filter(public_id=public_id).first()
    if page is None:
        raise NotYours(_("There is no such page in the book."))
    return page


def found_pages(member: Member, words: str, *, opening: Opening | None = None) -> list[Page]:
    """The pages that say most of these words, the best first; those about this opening before."""
    keys = sorted(key_words(words))
    if not keys:
        return []
    query = SearchQuery(" | ".join(f"{key}:*" for key in keys), search_type="raw", config="simple")
    matching = pages_visible_to(member).annotate(said=_WORDS).filter(said=query)
    if opening is not None:
        matching = matching.filter(Q(opening=None) | Q(opening=opening))
    return list(matching.annotate(rank=SearchRank(_WORDS, query)).order_by("-rank", "pk")[:FOUND])


def public_pages(opening: Opening, language: str) -> list[Page]:
    """What candidates of an opening read, in their language where there is any, else in English."""
    pages = Page.objects.current().filter(is_public=True)
    about = pages.filter(Q(opening=None) | Q(opening=opening)).order_by("topic", "title")
    every = list(about[: 4 * PUBLIC])
    theirs = [page for page in every if page.language == language]
    return (theirs or [page for page in every if page.language == "en"])[:PUBLIC]


def is_stale(page: Page, *, now: datetime) -> bool:
    """Whether nobody has vouched for it in time."""
    return page.confirmed_at + timedelta(days=page.confirm_every) <= now


def asked_without_a_page(member: Member, pages: Sequence[Page], *, now: datetime) -> list[Repeated]:
    """Questions people asked more than once lately that no page answers."""
    talks = conversations_visible_to(member).filter(last_heard_at__gte=now - LATELY)
    heard = talks.filter(received__needs_answer=True, received__at__gte=now - LATELY)
    said = heard.order_by("-received__at").values_list("pk", "received__text")[:LOOKED_AT]
    asked = [Asked(pk, words) for pk, text in said for words in questions_in(text)]
    return asked_again(asked, [f"{page.title} {page.answer}" for page in pages])
