"""What follows by itself: feedback owed, given, taken back, and evidence that changed under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import recall
from hearback.channels.models import MessageState
from hearback.feedback.circle import kinds
from hearback.feedback.circle.actions.draft import hold
from hearback.feedback.circle.evidence import met
from hearback.feedback.circle.letters import GIVEN
from hearback.feedback.circle.models import Feedback
from hearback.feedback.circle.queries import level_at, why_not_yet
from hearback.kit.errors import Refused
from hearback.ledger.actions import keep, make_promise, plan_promise, record
from hearback.ledger.models import Promise, Promisee
from hearback.rules.feedback import Level
from hearback.rules.promises import Terms, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Message
    from hearback.ledger.models import Entry

FEEDBACK = "feedback"
TERMS = Terms(3, Unit.WORKING_DAYS)
GONE = (MessageState.RECALLED, MessageState.STOPPED)


@transaction.atomic
def owe_feedback(entry: Entry, *, now: datetime) -> None:
    """Let the recruiter owe feedback to whoever was met and has just been told no.

    Follows the entry that says the no has reached them; where the level gives none, nothing is
    owed. It is owed to the house, so that Today says so; the candidate is not told a date.
    """
    application = entry.application
    if application is None or level_at(application.opening) is Level.NONE:
        return
    if not met().filter(pk=application.pk).exists():
        return
    words = _("%(person)s tells %(name)s what was seen") % {
        "person": application.owner.name,
        "name": application.name,
    }
    promise = plan_promise(
        owner=application.owner,
        what=FEEDBACK,
        words=words[:300],
        now=now,
        terms=TERMS,
        application=application,
        promisee=Promisee.TEAM,
    )
    make_promise(by=None, now=now, promise=promise)


def still_to_give(messages: Sequence[Message], *, now: datetime) -> dict[int, str]:
    """Reasons not to send feedback after all, by message: asked just before it leaves."""
    del now
    stops = {}
    for message in messages:
        feedback = Feedback.objects.select_related("application").filter(message=message).first()
        if feedback is None:
            stops[message.pk] = _("The feedback was taken back.")
        elif why := why_not_yet(feedback.application):
            stops[message.pk] = why
    return stops


@transaction.atomic
def settle_feedback(messages: Sequence[Message], *, now: datetime) -> None:
    """Feedback whose letter was accepted is given, and frozen; one that was stopped is a draft."""
    theirs = [message for message in messages if message.purpose == GIVEN]
    for feedback in Feedback.objects.filter(message__in=theirs, given_at=None):
        held = hold(feedback)
        message = held.message
        if message is None or held.given_at is not None:
            continue
        if message.state in GONE:
            _back_to_draft(held)
        elif message.accepted_at is not None:
            _give(held, message.accepted_at, now=now)


def _give(feedback: Feedback, at: datetime, *, now: datetime) -> None:
    feedback.given_at = at
    feedback.save(update_fields=["given_at"])
    application = feedback.application
    kind = kinds.CORRECTED if feedback.why else kinds.GIVEN
    payload = {"version": feedback.version, "reason": feedback.why}
    record(kind, by=None, now=now, application=application, payload=payload)
    owed = Promise.objects.open().filter(application=application, what=FEEDBACK)
    for promise in owed:
        keep(promise=promise, evidence=_("The letter reached them."), at=at, by=None, now=now)


@transaction.atomic
def take_back(*, feedback: Feedback, by: Member, now: datetime) -> Feedback:
    """Take approved feedback back before its letter leaves; it is a draft again.

    Taking back twice changes nothing more. Raises Refused once the letter has left.
    """
    feedback = hold(feedback)
    if feedback.approved_at is None:
        return feedback
    message = feedback.message
    if message is None or feedback.given_at is not None or not recall(message):
        raise Refused(_("It has left already. You can write a new version that corrects it."))
    _back_to_draft(feedback)
    _taken_back(feedback, by=by, now=now)
    return feedback


@transaction.atomic
def mind_recalled(entry: Entry, *, now: datetime) -> None:
    """When its letter is taken back or given up in the outbox, feedback is a draft again."""
    message = entry.payload["message"]
    for feedback in Feedback.objects.filter(message=message, given_at=None):
        held = hold(feedback)
        _back_to_draft(held)
        _taken_back(held, by=entry.by, now=now)


def _taken_back(feedback: Feedback, *, by: Member | None, now: datetime) -> None:
    record(kinds.TAKEN_BACK, by=by, now=now, application=feedback.application)


def _back_to_draft(feedback: Feedback) -> None:
    feedback.approved_by = feedback.approved_at = feedback.message = None
    feedback.revision += 1
    feedback.save(update_fields=["approved_by", "approved_at", "message", "revision"])


@transaction.atomic
def mind_evidence(entry: Entry, *, now: datetime) -> None:
    """Flag feedback that rests on a scorecard that was filed anew; nothing changes by itself."""
    panelist, version = str(entry.payload.get("panelist", "")), entry.payload.get("version")
    application = entry.application
    if application is None or not panelist or version == 1:
        return
    resting = Feedback.objects.filter(
        application=application, points__key__startswith=f"{panelist}:", stale_at=None
    ).distinct()
    name = str(entry.payload.get("member", ""))
    words = _("%(member)s filed the scorecard anew.") % {"member": name}
    if resting.update(stale_at=now, stale_words=words[:200]):
        payload = {"member": name}
        record(kinds.EVIDENCE_CHANGED, by=None, now=now, application=application, payload=payload)
