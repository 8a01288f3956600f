"""Writing, confirming and taking out pages, and asking their owners whether they still hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F
from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers
from hearback.inbox.book import kinds
from hearback.inbox.book.models import Page, PageVersion, Topic
from hearback.kit.errors import Refused
from hearback.ledger.actions import keep, make_promise, plan_promise, record, release
from hearback.ledger.models import Promisee, PromiseState
from hearback.rules.promises import Terms, Unit
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Opening

CONFIRM_PAGE = "confirm_page"
LONGEST_TITLE, LONGEST_ANSWER, LONGEST_WORDS = 160, 4000, 200
# Time to look a page over beside everything else there is to do.
TO_CONFIRM = Terms(5, Unit.WORKING_DAYS)


@dataclass(frozen=True, kw_only=True)
class PageWords:
    """What a page says; `confirm_every` counts days, `opening` only stands with its topic."""

    title: str
    answer: str
    topic: Topic
    owner: Member
    opening: Opening | None = None
    is_public: bool = False
    language: str = "en"
    confirm_every: int = 180


@transaction.atomic
def write_page(*, page: Page | None, words: PageWords, by: Member, now: datetime) -> Page:
    """Store a new page, or new words of one; whoever writes confirms it by that.

    Every version is kept. Raises Refused without words, for one about an opening that names none,
    and when the page was taken out.
    """
    said = _checked(words)
    kind = kinds.PAGE_CHANGED if page else kinds.PAGE_WRITTEN
    page = _lock(page) if page else Page()
    for name, value in said.items():
        setattr(page, name, value)
    page.confirmed_at, page.confirmed_by = now, by
    page.save()
    PageVersion.objects.create(
        page=page,
        number=page.versions.count() + 1,
        title=page.title,
        answer=page.answer,
        is_public=page.is_public,
        by=by,
        at=now,
    )
    _keep_promise(page, by=by, now=now)
    return _record(kind, page, by=by, now=now)


@transaction.atomic
def confirm_page(*, page: Page, by: Member, now: datetime) -> Page:
    """Vouch that a page is still right, which keeps what its owner was asked for.

    Whoever confirms a page whose owner has left owns it. Raises Refused when it was taken out.
    """
    page = _lock(page)
    page.confirmed_at, page.confirmed_by = now, by
    if not page.owner.is_active:
        page.owner = by
    page.save(update_fields=["confirmed_at", "confirmed_by", "owner"])
    _keep_promise(page, by=by, now=now)
    return _record(kinds.PAGE_CONFIRMED, page, by=by, now=now)


@transaction.atomic
def retire_page(*, page: Page, by: Member, now: datetime) -> Page:
    """Take a page out of the book; its versions stay. Raises Refused when it is out already."""
    page = _lock(page)
    page.retired_at = now
    page.save(update_fields=["retired_at"])
    if page.promise is not None:
        release(promise=page.promise, reason="the page was taken out", by=by, now=now)
    return _record(kinds.PAGE_RETIRED, page, by=by, now=now)


def ask_to_confirm(*, now: datetime, limit: int = 100) -> int:
    """Let owners owe a look at pages nobody confirmed in time; returns how many are new.

    May run late, twice or in two places: a page has one open promise at most.
    """
    due = ExpressionWrapper(
        F("confirmed_at") + F("confirm_every") * timedelta(days=1), output_field=DateTimeField()
    )
    stale = Page.objects.current().annotate(due=due).filter(due__lte=now)
    asked = stale.exclude(promise__state=PromiseState.OPEN).order_by("due")
    return sum(_ask(pk, now=now) for pk in asked.values_list("pk", flat=True)[:limit])


@transaction.atomic
def _ask(pk: int, *, now: datetime) -> bool:
    page = _read_locked(pk)
    still = page.promise is not None and page.promise.state == PromiseState.OPEN
    if still or page.retired_at or page.confirmed_at + page.confirm_every * timedelta(1) > now:
        return False
    promise = plan_promise(
        owner=who_answers(page.owner, now=now),
        what=CONFIRM_PAGE,
        words=_("Say whether this is still right: %(title)s") % {"title": page.title},
        now=now,
        terms=TO_CONFIRM,
        opening=page.opening,
        promisee=Promisee.TEAM,
    )
    page.promise = make_promise(by=None, now=now, promise=promise)
    page.save(update_fields=["promise"])
    return True


def _checked(words: PageWords) -> dict[str, object]:
    title = one_line(words.title, LONGEST_TITLE)
    answer = many_lines(words.answer, LONGEST_ANSWER)
    if not title or not answer:
        raise Refused(_("A page needs a question and an answer."))
    if (words.topic == Topic.OPENING) != (words.opening is not None):
        raise Refused(_("Say which opening it is about, or choose another topic."))
    return {**vars(words), "title": title, "answer": answer}


def _lock(page: Page) -> Page:
    page = _read_locked(page.pk)
    if page.retired_at is not None:
        raise Refused(_("This page was taken out of the book."))
    return page


def _read_locked(pk: int) -> Page:
    related = Page.objects.select_related("owner", "opening", "promise")
    return related.select_for_update(of=["self"]).get(pk=pk)


def _keep_promise(page: Page, *, by: Member, now: datetime) -> None:
    promise = page.promise
    if promise is not None and promise.state == PromiseState.OPEN:
        keep(promise=promise, evidence=f"{by.name}: {page.title}", at=now, by=by, now=now)


def _record(kind: Kind, page: Page, *, by: Member, now: datetime) -> Page:
    said = {"title": page.title, "page": str(page.public_id)}
    record(kind, by=by, now=now, opening=page.opening, payload=said)
    return page
