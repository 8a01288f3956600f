"""What is owed once an interview is over: each panelist's scorecard, by noon of a working day."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from hearback.accounts.calendars import calendar_of
from hearback.interviews.kits.queries import owing
from hearback.interviews.models import Debt, Interview, InterviewState, Panelist
from hearback.kit.each import each
from hearback.ledger.actions import make_promise, plan_promise, release
from hearback.ledger.models import Promise, Promisee, PromiseState
from hearback.pipeline.models import ApplicationState
from hearback.rules.calendar import add_working_days
from hearback.rules.wall import moment_at

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry

SCORECARD = "scorecard"
NOON = time(12)
NOT_MET = (InterviewState.MISSED, InterviewState.CANCELLED)
# One that was promised for an earlier time of the interview says nothing of this one.
_OF_AN_EARLIER_TIME = Q(
    scorecard_debt__promise__state=PromiseState.RELEASED,
    scorecard_debt__promise__made_at__lt=F("interview__ends_at"),
)
_NOT_PROMISED = Q(member__is_active=True) & (
    Q(scorecard_debt__promise=None)
    | Q(scorecard_debt__promise__state=PromiseState.BROKEN)
    | _OF_AN_EARLIER_TIME
)
# An interview from before this house kept scorecards, or long forgotten, is asked about no more.
LOOKS_BACK = timedelta(days=14)
# Time for those in the room to say that it took place, or did not.
A_WHILE = timedelta(hours=1)


def owe_scorecards(interview: Interview, *, now: datetime) -> int:
    """Let everybody who scores this interview owe their scorecard; returns how many newly do.

    Due at noon of their next working day; one that came and went is owed again by the next noon.
    May run late, twice or in two places. Nothing is owed by whoever has filed already, was waived,
    or sat in no part that looks at a criterion.
    """
    late = owing(now=now).filter(_NOT_PROMISED, interview=interview)
    return sum(_owe(pk, now=now) for pk in late.values_list("pk", flat=True))


def owe_after(entry: Entry, *, now: datetime) -> None:
    """Owe the scorecards of an interview that somebody said took place."""
    owe_scorecards(Interview.objects.get(pk=int(entry.payload["interview"])), now=now)


def tend_scorecards(*, now: datetime, limit: int = 200) -> int:
    """The same for every interview that ended an hour ago or more, whoever said so or nobody did.

    Whoever owes one about somebody who is answered already, or withdrew, owes it no more (and still
    may file it), nor does anybody after a meeting that did not take place or has another time now,
    nor who takes part no more. Whoever has left promises nothing new. Returns how many do.
    """
    _excuse(now=now)
    lately = owing(now=now).filter(
        _NOT_PROMISED,
        interview__ends_at__lte=now - A_WHILE,
        interview__ends_at__gt=now - LOOKS_BACK,
        interview__application__state=ApplicationState.IN_PROGRESS,
    )
    late = lately.values_list("pk", flat=True)[:limit]
    return each(late, lambda pk: _owe(pk, now=now), failed="scorecard_not_owed")


def _excuse(*, now: datetime) -> None:
    owed = Promise.objects.open().filter(what=SCORECARD, scorecard_debt__isnull=False)
    at, who = "scorecard_debt__panelist__interview__", "scorecard_debt__panelist__"
    not_met = Q(**{f"{at}state__in": NOT_MET}) | Q(
        **{f"{at}state": InterviewState.BOOKED, f"{at}ends_at__gt": now}
    )
    replaced = Q(**{f"{who}is_on": False})
    answered = ~Q(application__state=ApplicationState.IN_PROGRESS)
    reasons = (
        (not_met, _("They have not met.")),
        (replaced, _("Somebody else met them.")),
        (answered, _("Nothing is left to decide.")),
    )
    for gone, reason in reasons:
        for promise in owed.filter(gone):
            release(promise=promise, reason=reason, by=None, now=now)


def noon_after(member: Member, *, now: datetime) -> datetime:
    """Noon on the wall clock of this member, on their next working day after today."""
    calendar = calendar_of(member, now=now)
    zone = ZoneInfo(calendar.zone)
    day = add_working_days(calendar, now, 1).astimezone(zone).date()
    return moment_at(day, NOON, zone)


@transaction.atomic
def _owe(pk: int, *, now: datetime) -> bool:
    # Held, so that two sweeps do not promise the same twice.
    Panelist.objects.select_for_update(no_key=True).get(pk=pk)
    panelist = owing(now=now).filter(_NOT_PROMISED, pk=pk).first()
    if panelist is None:
        return False
    application = panelist.interview.application
    words = _("%(person)s files the scorecard about %(name)s (%(round)s)") % {
        "person": panelist.member.name,
        "name": application.name,
        "round": panelist.interview.round.name,
    }
    promise = plan_promise(
        owner=panelist.member,
        what=SCORECARD,
        words=words[:300],
        now=now,
        due_at=noon_after(panelist.member, now=now),
        application=application,
        promisee=Promisee.TEAM,
    )
    before = Debt.objects.select_related("promise").filter(panelist=panelist).first()
    promise.follows = before.promise if before else None
    made = make_promise(by=None, now=now, promise=promise)
    Debt.objects.update_or_create(panelist=panelist, defaults={"promise": made})
    return True
