"""Making promises: the due moment is computed once, shown, stored and never recomputed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.accounts.calendars import calendar_of
from hearback.ledger import kinds
from hearback.ledger.actions.record import record
from hearback.ledger.models import Promise, Promisee, PromiseSource
from hearback.rules import promises as rules

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Contact, Conversation, Opening
    from hearback.rules.calendar import WorkingCalendar
    from hearback.rules.promises import Terms


# Dates differ by zone: a day on each side keeps every holiday that counted.
DAY = timedelta(days=1)
# What a contact owes is followed up by `feedback`, at their pace: the sweep never looks at it.
NEVER = datetime(9000, 1, 1, tzinfo=UTC)


def plan_promise(
    *,
    owner: Member,
    what: str,
    words: str,
    now: datetime,
    terms: Terms | None = None,
    due_at: datetime | None = None,
    calendar: WorkingCalendar | None = None,
    application: Application | None = None,
    opening: Opening | None = None,
    conversation: Conversation | None = None,
    promisee: str = Promisee.CANDIDATE,
    promiser: Contact | None = None,
    source: str = PromiseSource.RULE,
) -> Promise:
    """A promise not yet stored, with its due moment and ladder worked out.

    Give `terms` for the rule to find the moment in the owner's calendar, or `due_at` (aware). A
    `promiser` is the contact who owes it. Raises ValueError without either, or for the past.
    """
    calendar = calendar or calendar_of(owner, now=now)
    due_at = _due(terms, due_at, calendar, now=now)
    promise = Promise(
        owner=owner,
        promisee=promisee,
        promiser=promiser,
        application=application,
        opening=opening or (application.opening if application else None),
        conversation=conversation,
        what=what,
        words=words,
        terms=terms.as_json() if terms else {},
        calendar=calendar.as_json(now.date() - DAY, due_at.date() + DAY),
        source=source,
        made_at=now,
        due_at=due_at,
    )
    _plan_ladder(promise, calendar)
    return promise


def _due(
    terms: Terms | None, due_at: datetime | None, calendar: WorkingCalendar, *, now: datetime
) -> datetime:
    if terms is not None:
        due_at = rules.due_moment(terms, now, calendar).moment
    if due_at is None or due_at <= now:
        raise ValueError("A promise needs a moment that is still to come.")
    return due_at


def _plan_ladder(promise: Promise, calendar: WorkingCalendar) -> None:
    """When the owner is reminded and the next person told, by the owner's calendar."""
    ladder = rules.ladder(promise.made_at, promise.due_at, calendar)
    promise.remind_at, promise.escalate_at = ladder.remind_at, ladder.escalate_at
    promise.next_at = ladder.remind_at if promise.promiser is None else NEVER


@transaction.atomic(savepoint=False)
def make_promise(*, by: Member | None, now: datetime, promise: Promise) -> Promise:
    """Store a planned promise and record it."""
    promise.save()
    record(
        kinds.PROMISE_MADE,
        by=by,
        now=now,
        application=promise.application,
        opening=promise.opening,
        payload=facts_of(promise),
    )
    return promise


def facts_of(promise: Promise) -> dict[str, object]:
    """What the entry about a new promise says."""
    return {"promise": promise.pk, "words": promise.words, "due_at": promise.due_at.isoformat()}
