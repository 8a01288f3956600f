"""What is owed to a referrer: a promise of the opening's owner that the clock keeps by a letter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import who_answers
from hearback.kit.moments import day_hour
from hearback.ledger.actions import plan_promise
from hearback.ledger.models import Promisee
from hearback.relations.models import REFERRAL
from hearback.rules.promises import Terms, Unit, due_moment

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promise
    from hearback.relations.models import Referral

ANSWER_WITHIN, APPLY_WITHIN = timedelta(days=14), timedelta(days=28)
NEXT_NEWS, A_DAY_LATER = Terms(10, Unit.WORKING_DAYS), Terms(1, Unit.WORKING_DAYS)


def signer_of(referral: Referral, *, now: datetime) -> Member:
    """Who tells the referrer: whoever answers for the application, else for the opening."""
    application = referral.application
    owner = application.owner if application else referral.opening.owner
    return who_answers(owner, now=now)


def first_news(referral: Referral, *, now: datetime) -> Promise:
    """By when the referrer hears what came of it: when nobody could apply through it any more."""
    owner = signer_of(referral, now=now)
    last = now + APPLY_WITHIN
    due_at = due_moment(A_DAY_LATER, last, calendar_of(owner, now=last)).moment
    return _planned(referral, owner, due_at, now=now)


def next_news(referral: Referral, *, now: datetime) -> Promise:
    """By when the referrer hears again how it goes on."""
    owner = signer_of(referral, now=now)
    due_at = due_moment(NEXT_NEWS, now, calendar_of(owner, now=now)).moment
    return _planned(referral, owner, due_at, now=now)


def _planned(referral: Referral, owner: Member, due_at: datetime, *, now: datetime) -> Promise:
    """The words name nobody who was thought of: a promise stays when they are forgotten."""
    reader = referral.referrer
    words = _("{owner} tells {referrer} by {when} what came of their referral").format(
        owner=owner.name,
        referrer=reader.name,
        when=day_hour(due_at, ZoneInfo(reader.zone)),
    )
    promise = plan_promise(
        owner=owner,
        what=REFERRAL,
        words=words,
        now=now,
        due_at=due_at,
        opening=referral.opening,
        promisee=Promisee.TEAM,
    )
    # The clock writes the letter, so nobody is reminded of it.
    promise.remind_at = promise.escalate_at = promise.next_at = due_at
    return promise
