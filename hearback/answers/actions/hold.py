"""Hold: a new date instead of an answer, with the reason, told before the old date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.answers import letters
from hearback.answers.actions.advance import next_promise
from hearback.answers.actions.decide import find_moment, send_off, take_up, telling
from hearback.answers.models import Answer, AnswerKind
from hearback.answers.owed import owed_to
from hearback.inbox.spoken import NEXT_ANSWER, promise_words
from hearback.kit.errors import Refused
from hearback.ledger.actions import renegotiate
from hearback.ledger.models import Promise, PromiseSource
from hearback.rules.text import one_line
from hearback.rules.timing import News

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.channels.models import Message
    from hearback.pipeline.models import Application

LONGEST_HOLD = timedelta(days=100)
LONGEST_REASON = 300


@transaction.atomic
def hold(
    *,
    application: Application,
    reason: str,
    due_at: datetime,
    by: Member,
    now: datetime,
    send_now: bool = False,
    form_token: UUID | None = None,
) -> Answer:
    """Give a new date (aware) and say why; the letter tells both.

    What was promised counts as moved if the letter arrives before the old date, else as broken. A
    duty by law is met by saying that there is no decision yet. Raises Refused without a reason,
    for a date that is past, too far, or before the letter leaves, or when somebody was faster.
    """
    application, earlier = take_up(application, form_token=form_token, by=by)
    if earlier is not None:
        return earlier
    reason = one_line(reason, LONGEST_REASON)
    refuse_bad_hold(reason=reason, due_at=due_at, now=now)
    leaves = find_moment(application, news=News.GOOD, send_now=send_now, now=now)
    if due_at <= leaves.moment:
        raise Refused(_("The new date has to come after the letter with it has left."))
    move = plan_move(application, due_at=due_at, reason=reason, now=now)
    answer = Answer(
        application=application, kind=AnswerKind.HOLD, reason=reason, form_token=form_token
    )
    letter = move.letter(application, signer=by)
    tell = move.telling(by=by, now=now)
    return send_off(answer, letter, leaves=leaves, tell=tell, keeps=move.law, by=by, now=now)


def refuse_bad_hold(*, reason: str, due_at: datetime, now: datetime) -> None:
    """Refuse a new date without a reason, in the past, or so far away that it is none."""
    if not reason:
        raise Refused(_("Give the reason for the new date: the person will read it."))
    if due_at <= now:
        raise Refused(_("The new date has to be still to come."))
    if due_at > now + LONGEST_HOLD:
        raise Refused(_("That is more than a hundred days away. Give a date you can keep."))


@dataclass(frozen=True)
class Move:
    """What a new date does to what is owed: ours move, a duty by law is met by the letter."""

    planned: Promise
    ours: tuple[Promise, ...]
    law: tuple[Promise, ...]
    old_due_at: datetime | None
    reason: str

    def letter(self, application: Application, *, signer: Member) -> Letter:
        """The letter that tells of it."""
        return letters.hold(
            application,
            reason=self.reason,
            old_due_at=self.old_due_at,
            promise_words=self.planned.words,
            signer=signer,
        )

    def telling(self, *, by: Member, now: datetime) -> Callable[[Message], Promise]:
        """Moves what is owed, or makes a new promise where nothing of ours was, with its letter."""
        if not self.ours:
            return telling(self.planned, by=by, now=now)

        def tell(message: Message) -> Promise:
            moved = [
                renegotiate(
                    promise=promise,
                    due_at=self.planned.due_at,
                    reason=self.reason,
                    words=self.planned.words,
                    told_by=message,
                    by=by,
                    now=now,
                )
                for promise in self.ours
            ]
            return moved[0]

        return tell


def plan_move(application: Application, *, due_at: datetime, reason: str, now: datetime) -> Move:
    """Look at what is owed to somebody and plan the new date (aware) for it."""
    owed = list(owed_to([application.pk]).select_related("owner"))
    ours = tuple(promise for promise in owed if promise.source != PromiseSource.LAW)
    planned = next_promise(application, due_at=due_at, now=now)
    if ours:
        planned.words = promise_words(NEXT_ANSWER, application, owner=ours[0].owner, due_at=due_at)
    return Move(
        planned=planned,
        ours=ours,
        law=tuple(promise for promise in owed if promise.source == PromiseSource.LAW),
        old_due_at=ours[0].due_at if ours and ours[0].due_at > now else None,
        reason=reason,
    )
