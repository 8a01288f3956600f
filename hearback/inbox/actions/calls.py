"""Calls that were made: what was said keeps what was promised, and names the next moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.inbox import kinds, spoken
from hearback.kit.errors import Refused
from hearback.ledger.actions import keep, make_promise, plan_promise, record
from hearback.ledger.actions.grace import GRACE
from hearback.ledger.models import CALL, NEXT_ANSWER, QUESTION, Promise, PromiseSource
from hearback.pipeline.models import Application, ApplicationState
from hearback.rules.calls import counts_as
from hearback.rules.promises import Terms, Unit
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

LONGEST = 200
AS_REMEMBERED = timedelta(hours=1)  # nobody looks at the clock for it


@transaction.atomic
def log_call(
    *,
    application: Application,
    words: str,
    at: datetime,
    answers: bool,
    next_due_at: datetime | None = None,
    by: Member,
    now: datetime,
) -> list[Promise]:
    """Note that somebody was rung at `at` (aware) and what was said; returns the promises kept.

    Every promised call is kept by it. When it also `answers` what the person waits for, so is every
    promised answer, and while the application goes on the next one is promised in the same act:
    by `next_due_at`, the moment that was named on the phone, else by the opening's policy. Raises
    Refused without words, for a call or a date at the wrong time, or with an answer on its way.
    """
    words = one_line(words, LONGEST)
    if not words:
        raise Refused(_("Say in a few words what you told them."))
    _refuse_wrong_time(application, at, now=now)
    application = _lock(application)
    owed = _owed(application, answers=answers)
    if answers and any(promise.kept_by_id for promise in owed):
        raise Refused(
            _("A letter with the answer is on its way. Take it back first, or let it arrive.")
        )
    evidence = f"{by.name}: {words}"
    kept = [
        keep(promise=one, evidence=evidence, at=counted_moment(one, at), by=by, now=now)
        for one in owed
    ]
    if answers and application.state == ApplicationState.IN_PROGRESS:
        _promise_next(application, next_due_at, by=by, now=now)
    promise_next_if_none(application, by=by, now=now)
    said = {"name": application.name, "words": words}
    record(kinds.CALL_LOGGED, by=by, now=now, application=application, payload=said)
    return kept


def _refuse_wrong_time(application: Application, at: datetime, *, now: datetime) -> None:
    if at > now:
        raise Refused(_("Note the call after you made it."))
    if at < application.received_at - AS_REMEMBERED:
        raise Refused(_("They had not applied yet at that time, so that call kept nothing."))


def _lock(application: Application) -> Application:
    # First alone, then with its neighbours: joined in one read they might be those of before.
    held = Application.objects.select_for_update(no_key=True).values_list("pk", flat=True)
    pk = held.get(pk=application.pk)
    return Application.objects.select_related("opening__policy", "owner__place").get(pk=pk)


def _owed(application: Application, *, answers: bool) -> list[Promise]:
    """What the call keeps; a question is answered in its own right."""
    promises = Promise.objects.open().to_candidate().filter(application=application)
    if not answers:
        return list(promises.filter(what=CALL))
    return list(promises.exclude(what=QUESTION).order_by("due_at"))


def counted_moment(promise: Promise, at: datetime) -> datetime:
    """When a call made at `at` counts as made: a booked one is on time a few minutes long."""
    return counts_as(promise.due_at, at) if GRACE in promise.terms else at


def promise_next_if_none(application: Application, *, by: Member, now: datetime) -> None:
    """Promise the next answer by the opening's policy to whom the call was all we owed."""
    owed = Promise.objects.open().to_candidate().about_the_application()
    in_progress = application.state == ApplicationState.IN_PROGRESS
    if in_progress and not owed.filter(application=application).exists():
        _promise_next(application, None, by=by, now=now)


def _promise_next(
    application: Application, due_at: datetime | None, *, by: Member, now: datetime
) -> None:
    if due_at is not None and due_at <= now:
        raise Refused(_("The next moment has to be still to come."))
    policy = application.opening.policy
    promise = plan_promise(
        owner=application.owner,
        what=NEXT_ANSWER,
        words="",
        now=now,
        terms=None if due_at else Terms(policy.next_amount, Unit(policy.next_unit)),
        due_at=due_at,
        application=application,
        source=PromiseSource.PERSON if due_at else PromiseSource.RULE,
    )
    promise.words = spoken.promise_words(
        spoken.NEXT_ANSWER, application, owner=promise.owner, due_at=promise.due_at
    )
    make_promise(by=by, now=now, promise=promise)
