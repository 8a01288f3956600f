"""Planning when it is asked before each interview; found by what is booked, however it came so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Value
from django.db.models.functions import Least

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import who_answers
from hearback.interviews.checking.models import Ask, Check, Moment
from hearback.interviews.checking.queries import booked_ahead_by, travel_of, unplanned
from hearback.kit.each import each
from hearback.rules.still_open import days_before, morning_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview
    from hearback.ledger.models import Entry
    from hearback.rules.still_open import Moments


def plan_checks(*, now: datetime, limit: int = 500) -> int:
    """Plan the questions of every interview booked or moved since; returns for how many.

    Planned twice, or in two places, it is planned once. An interview that fails is reported and the
    others go on.
    """
    waiting = unplanned(now=now)[:limit]
    return each(waiting, lambda one: _plan(one, now=now), failed="check_not_planned")


def _plan(interview: Interview, *, now: datetime) -> bool:
    begins_at = interview.begins_at
    if begins_at is None:
        return False
    asked = who_answers(interview.round.opening.owner, now=now)
    calendar, travel = calendar_of(asked, now=now), travel_of(interview)
    first = days_before(begins_at, calendar, travel)
    rows = [_row(interview, begins_at, Moment.MORNING, morning_of(begins_at, calendar, travel))]
    # Whoever booked later than that chose from a job that ran: the morning's question is enough.
    if interview.booked_at is None or interview.booked_at <= first.ask_at:
        rows.append(_row(interview, begins_at, Moment.DAYS_BEFORE, first))
    Check.objects.bulk_create(rows, ignore_conflicts=True)
    return True


def plan_anew(entry: Entry, *, now: datetime) -> None:
    """Follows a guest who told how long their way is: the questions come in time for that."""
    interview = booked_ahead_by(int(entry.payload["interview"]), now=now)
    if interview is None or interview.begins_at is None:
        return
    calendar = calendar_of(who_answers(interview.round.opening.owner, now=now), now=now)
    for check in interview.checks.filter(begins_at=interview.begins_at).select_related("ask"):
        find = morning_of if check.moment == Moment.MORNING else days_before
        planned = find(interview.begins_at, calendar, travel_of(interview))
        check.ask_at, check.answer_by = planned.ask_at, planned.answer_by
        check.last_call = planned.last_call
        check.save(update_fields=["ask_at", "answer_by", "last_call"])
        if check.ask is not None:
            in_time = Least(F("last_call"), Value(planned.last_call))
            Ask.objects.filter(pk=check.ask.pk).update(
                last_call=in_time, answer_by=Least(F("answer_by"), in_time)
            )


def _row(interview: Interview, begins_at: datetime, moment: Moment, planned: Moments) -> Check:
    return Check(
        interview=interview,
        moment=moment,
        begins_at=begins_at,
        ask_at=planned.ask_at,
        answer_by=planned.answer_by,
        last_call=planned.last_call,
    )
