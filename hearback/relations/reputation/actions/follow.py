"""What becomes of a review: its public answer, its cause, and what is mended by whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.queries import lead_above
from hearback.channels.actions import queue
from hearback.kit.errors import Invalid, Refused
from hearback.ledger import kinds as ledger
from hearback.ledger.actions import keep, make_promise, record
from hearback.ledger.models import Promise, PromiseState
from hearback.relations.reputation import kinds, letters
from hearback.relations.reputation.actions.take_in import clean_address, promise_to_answer
from hearback.relations.reputation.models import REVIEW_ANSWER, Review
from hearback.rules.lines import one_line
from hearback.rules.promises import Terms, Unit

if TYPE_CHECKING:
    from datetime import date, datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry
    from hearback.relations.reputation.models import Cause

LONGEST_FIX = 500
AGAIN = Terms(1, Unit.WORKING_DAYS)


@transaction.atomic
def note_answer(*, review: Review, address: str, by: Member, now: datetime) -> None:
    """The answer stands in public at this address; that keeps the promise.

    Raises Invalid without an address, Refused when it was noted before.
    """
    address = clean_address(address)
    if not address:
        sentence = _("Give the address at which the answer stands.")
        raise Invalid(sentence, {"address": sentence})
    # The clock holds a promise before it comes to the review: so do we, or both wait for ever.
    list(Promise.objects.select_for_update(of=["self"]).filter(review=review.pk))
    review = _locked(review)
    if review.answered_at is not None:
        raise Refused(_("This review has its answer already."))
    review.answered_at, review.answer_address = now, address
    review.save(update_fields=["answered_at", "answer_address"])
    promise = review.promise
    if promise is not None and promise.state == PromiseState.OPEN:
        keep(promise=promise, evidence=address[:300], at=now, by=by, now=now)
    _tell(kinds.REVIEW_ANSWERED, review, by, now=now)


@transaction.atomic
def note_cause(*, review: Review, cause: Cause | None, by: Member, now: datetime) -> None:
    """Why it was so, as far as we know; None takes it back."""
    review = _locked(review)
    review.cause = cause
    review.save(update_fields=["cause"])
    _tell(kinds.REVIEW_TRACED, review, by, now=now)


@transaction.atomic
def plan_fix(
    *, review: Review, fix: str, owner: Member, until: date, by: Member, now: datetime
) -> None:
    """What is mended, by whom and by which day. Raises Invalid without words."""
    fix = one_line(fix, LONGEST_FIX)
    if not fix:
        sentence = _("Say what will be mended.")
        raise Invalid(sentence, {"fix": sentence})
    review = _locked(review)
    review.fix, review.fix_owner, review.fix_by, review.fixed_at = fix, owner, until, None
    review.save(update_fields=["fix", "fix_owner", "fix_by", "fixed_at"])
    _tell(kinds.REVIEW_TRACED, review, by, now=now)


@transaction.atomic
def note_fixed(*, review: Review, by: Member, now: datetime) -> None:
    """It is mended. Raises Refused when nothing was planned or it was said before."""
    review = _locked(review)
    if not review.fix or review.fixed_at is not None:
        raise Refused(_("There is nothing here that waits to be mended."))
    review.fixed_at = now
    review.save(update_fields=["fixed_at"])
    _tell(kinds.REVIEW_FIXED, review, by, now=now)


def owe_again(entry: Entry, *, now: datetime) -> None:
    """The ladder of an answer owed to a review: its owner, then who covers or leads, by a letter.

    A broken one is owed again the next working day, so that it stays on somebody's Today.
    """
    promise = Promise.objects.filter(pk=entry.payload["promise"], what=REVIEW_ANSWER).first()
    review = Review.objects.filter(promise=promise).first() if promise else None
    if promise is None or review is None:
        return
    reader = promise.owner
    if entry.kind == ledger.PROMISE_BROKEN.name:
        new = promise_to_answer(review, AGAIN, now=now)
        new.follows = promise
        review.promise = make_promise(by=None, now=now, promise=new)
        review.save(update_fields=["promise"])
        reader = lead_above(promise.owner, now=now)
    elif entry.kind == ledger.PROMISE_ESCALATED.name:
        reader = lead_above(promise.owner, now=now)
    queue(letters.owed(review, reader), now=now)


def _locked(review: Review) -> Review:
    # Its promise is read after the wait, by itself: joined to the row it would be the one from
    # before, or none, where the promise has just been broken and made anew.
    return Review.objects.select_for_update().get(pk=review.pk)


def _tell(kind: ledger.Kind, review: Review, by: Member, *, now: datetime) -> None:
    told = {"who": by.name, "source": review.source, "review": str(review.public_id)}
    record(kind, by=by, now=now, opening=review.opening, payload=told)
