"""What every answer has in common: one at a time, told if somebody was faster, then queued."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.answers import kinds
from hearback.answers.models import Answer, AnswerKind
from hearback.answers.owed import owed_to
from hearback.answers.readiness import refuse_early
from hearback.answers.timing import leave_time, sentence_for_member
from hearback.channels.actions import queue
from hearback.kit.errors import Refused
from hearback.kit.moments import day_hour
from hearback.ledger.actions import await_letters, make_promise, record
from hearback.pipeline.models import Application, ApplicationState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.channels.models import Message
    from hearback.ledger.kinds import Kind
    from hearback.ledger.models import Promise
    from hearback.rules.timing import News, SendTime

DECIDED: Mapping[str, Kind] = {
    AnswerKind.ONWARD: kinds.ONWARD_DECIDED,
    AnswerKind.HOLD: kinds.HOLD_DECIDED,
    AnswerKind.DECLINE: kinds.DECLINE_DECIDED,
    AnswerKind.HIRE: kinds.HIRE_DECIDED,
}


def lock(application: Application) -> Application:
    """The application as it is now; nobody else decides about it until this transaction ends.

    Locked first and read afterwards: a locking read with joins that had to wait would put the new
    row beside its old neighbours, and find nothing when somebody has moved the stage meanwhile.
    """
    held = Application.objects.select_for_update(no_key=True).values_list("pk", flat=True)
    pk = held.get(pk=application.pk)
    related = Application.objects.select_related(
        "opening__place", "opening__policy", "candidate", "owner", "stage"
    )
    return related.get(pk=pk)


def take_up(
    application: Application, *, form_token: UUID | None, by: Member
) -> tuple[Application, Answer | None]:
    """Lock the application to decide about it; also the answer its form gave before, if it did.

    A second press of the same button waits for the first one here and then finds what it did.
    Raises Refused when somebody else was faster.
    """
    application = lock(application)
    earlier = Answer.objects.filter(form_token=form_token).first() if form_token else None
    if earlier is None:
        refuse_unless_free(application, by=by)
    return application, earlier


def refuse_undecidable(application: Application, *, now: datetime) -> None:
    """Refuse, with names, while something has to be there before anybody decides."""
    refuse_early(Application.objects.filter(pk=application.pk), now=now)


def refuse_unless_free(application: Application, *, by: Member) -> None:
    """Refuse when the person has left, has been answered, or has an answer on its way."""
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_ended(application, by=by))
    waiting = application.answers_given.on_their_way().select_related("decided_by").first()
    if waiting is not None:
        raise Refused(somebody_was_faster(waiting, application, reader=by))


def _ended(application: Application, *, by: Member) -> str:
    when = day_hour(application.ended_at, ZoneInfo(by.zone)) if application.ended_at else ""
    said = {"name": application.name, "when": when}
    if application.state == ApplicationState.WITHDRAWN:
        return _("%(name)s withdrew on %(when)s, so there is nothing left to answer.") % said
    if application.state == ApplicationState.HIRED:
        return _("%(name)s was hired on %(when)s.") % said
    return _("%(name)s was told no on %(when)s. Write to them if that has to change.") % said


def somebody_was_faster(answer: Answer, application: Application, *, reader: Member) -> str:
    """Who decided what and when, and what to do if it should be different."""
    zone = ZoneInfo(reader.zone)
    return _(
        "%(who)s decided about %(name)s on %(when)s: %(what)s. The letter leaves %(leaves)s. "
        "Take that back first if it should be different."
    ) % {
        "who": _("You") if answer.decided_by_id == reader.pk else answer.decided_by.name,
        "name": application.name,
        "when": day_hour(answer.decided_at, zone),
        "what": AnswerKind(answer.kind).label.lower(),
        "leaves": day_hour(answer.send_at, zone),
    }


def find_moment(application: Application, *, news: News, send_now: bool, now: datetime) -> SendTime:
    """When the letter leaves: decently, and before the soonest promise it has to keep."""
    soonest = owed_to([application.pk]).first()
    due_at = soonest.due_at if soonest else None
    return leave_time(application, news=news, due_at=due_at, send_now=send_now, now=now)


def send_off(
    answer: Answer,
    letter: Letter,
    *,
    leaves: SendTime,
    tell: Callable[[Message], Promise] | None = None,
    keeps: Iterable[Promise] | None = None,
    by: Member,
    now: datetime,
) -> Answer:
    """Queue the letter, store the answer, and let what is owed wait for the letter.

    `tell` makes the next promise, which the message it is given tells of; `keeps` are the promises
    the letter keeps, else all that an answer is owed for.
    """
    application = answer.application
    kept = list(owed_to([application.pk]) if keeps is None else keeps)
    answer.message = queue(letter, now=now, send_after=leaves.moment)
    if tell is not None:
        answer.promise = tell(answer.message)
    answer.decided_by, answer.decided_at = by, now
    answer.send_at = leaves.moment
    answer.sent_now = leaves.reason.code == "asked"
    answer.timing_reason = sentence_for_member(leaves, by.zone)
    answer.stage_before = application.stage
    _store(answer, by=by)
    await_letters({owed.pk: answer.message.pk for owed in kept})
    record(DECIDED[answer.kind], by=by, now=now, application=application, payload=_facts(answer))
    return answer


def telling(promise: Promise, *, by: Member, now: datetime) -> Callable[[Message], Promise]:
    """Makes a planned promise once there is a letter to tell of it."""

    def tell(message: Message) -> Promise:
        promise.told_by = message
        return make_promise(by=by, now=now, promise=promise)

    return tell


def _store(answer: Answer, *, by: Member) -> None:
    """Insert; a batch that took the person up this very moment was faster."""
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as error:
        if "one_answer_on_its_way" not in str(error):
            raise
        refuse_unless_free(answer.application, by=by)
        raise


def _facts(answer: Answer) -> dict[str, object]:
    return {
        "answer": answer.pk,
        "stage": answer.stage_after.name if answer.stage_after else "",
        "reason": answer.reason,
        "timing": answer.timing_reason,
    }
