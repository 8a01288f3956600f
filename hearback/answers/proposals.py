"""Dates that stand in a form when it is opened: by the policy, or a working day from now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import who_answers
from hearback.rules.promises import Terms, Unit, due_moment

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Opening

A_WORKING_DAY = Terms(1, Unit.WORKING_DAYS)


def proposed_date(application: Application, *, now: datetime) -> datetime:
    """When the next answer falls due by the policy, in the calendar of who owes it (aware UTC)."""
    policy = application.opening.policy
    terms = Terms(policy.next_amount, Unit(policy.next_unit))
    owner = who_answers(application.owner, now=now)
    return due_moment(terms, now, calendar_of(owner, now=now)).moment


def proposed_hold(opening: Opening, *, now: datetime) -> datetime:
    """The same for a whole opening, in the calendar of who owns it (aware UTC)."""
    terms = Terms(opening.policy.next_amount, Unit(opening.policy.next_unit))
    owner = who_answers(opening.owner, now=now)
    return due_moment(terms, now, calendar_of(owner, now=now)).moment


def proposed_call(caller: Member, *, now: datetime) -> datetime:
    """A working day of the caller's from now (aware UTC)."""
    return due_moment(A_WORKING_DAY, now, calendar_of(caller, now=now)).moment
