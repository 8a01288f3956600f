"""What follows when a message comes back after it had left: nobody thinks any more it was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import who_answers
from hearback.channels.actions import queue
from hearback.channels.models import Channel, Message, MessageState
from hearback.inbox import kinds, spoken, texting
from hearback.inbox.actions.again import REPLY, resend, talk_of
from hearback.inbox.actions.hear import await_us
from hearback.ledger.actions import record, reopen
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import Promise, Promisee, PromiseState
from hearback.pipeline.models import Application, ApplicationState, ConversationState
from hearback.rules.promises import new_date
from hearback.rules.timing import when_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.ledger.models import Entry

REACH = "reach"
KEPT = (PromiseState.KEPT, PromiseState.KEPT_LATE)
# Letters of the moment, and letters meant for the old address: never sent to another later.
NOT_AGAIN = ("careers.code", "careers.address_changed")


@transaction.atomic
def mind_returned(messages: Sequence[Message], *, now: datetime) -> None:
    """Owe again what these had kept, put replies back on the desk, try a text, tell the owner."""
    for message in messages:
        application = _about(message)
        lock_application(application.pk if application else None)
        _owe_again(message, now=now)
        if message.purpose == REPLY:
            _put_back(message, now=now)
        told = _text_instead(message, application, now=now)
        record(
            kinds.LETTER_RETURNED,
            by=None,
            now=now,
            application=application,
            payload={
                "subject": message.subject,
                "trouble": message.trouble,
                "message": message.pk,
                "told": told,
            },
        )


def _about(message: Message) -> Application | None:
    if message.about is None:
        return None
    related = Application.objects.select_related("candidate", "opening", "owner")
    return related.filter(public_id=message.about).first()


def _owe_again(message: Message, *, now: datetime) -> None:
    """Open what it had kept, unless the person left or it was opened before."""
    kept = Promise.objects.filter(kept_by=message, state__in=KEPT, promisee=Promisee.CANDIDATE)
    left = ApplicationState.WITHDRAWN
    still_owed = kept.filter(followed_by=None).exclude(application__state=left)
    for promise in still_owed.select_related("owner__place", "application", "conversation"):
        _reopen(promise, message, now=now)


def _reopen(promise: Promise, message: Message, *, now: datetime) -> None:
    """The moment that was told stands if it is still to come; else there is a new one."""
    owner = who_answers(promise.owner, now=now)
    again = new_date(None, now, calendar_of(owner, now=now)).moment
    due_at = max(promise.due_at, again) if promise.due_at > now else again
    person = promise.application or promise.conversation
    if person is None:
        return
    reopen(
        promise=promise,
        owner=owner,
        what=promise.what if promise.conversation else REACH,
        words=spoken.promise_words(spoken.REACH, person, owner=owner, due_at=due_at),
        due_at=due_at,
        evidence=f"message {message.public_id} came back",
        now=now,
    )


def _put_back(message: Message, *, now: datetime) -> None:
    """A reply that was never read: the conversation waits for us, as before it was written."""
    conversation = talk_of(message)
    if conversation is None:
        return
    lock_conversation(conversation.pk)
    conversation.refresh_from_db()
    if conversation.state == ConversationState.AWAITS_US:
        return
    conversation.last_at = now
    await_us(conversation, now=now, sentence=spoken.REACH)
    conversation.save()


def _text_instead(message: Message, application: Application | None, *, now: datetime) -> str:
    """Tell an applicant by text, in the day, that our mail comes back; says so, for the record."""
    if message.channel != Channel.EMAIL or application is None:
        return ""
    if message.to_address != application.candidate.email or not texting.can_text(application):
        return ""
    before = Message.objects.filter(purpose=texting.CAME_BACK, about=application.public_id)
    if not before.filter(created_at__gt=_address_since(application)).exists():
        letter = texting.came_back(application, message.to_address)
        queue(letter, now=now, send_after=when_to_text(now, application.zone))
    return _("They were told by text message.")


def _address_since(application: Application) -> datetime:
    """When letters began to go to the address they go to now: one text about it is enough."""
    moved = application.entries.filter(kind="application.corrected").order_by("-id").first()
    return moved.at if moved else application.received_at


def send_returned_again(entry: Entry, *, now: datetime) -> None:
    """Letters that came back go to the corrected address, and keep what they were to keep."""
    application = entry.application
    if application is None:
        return
    theirs = list(application.candidate.applications.values_list("public_id", flat=True))
    returned = Message.objects.filter(
        about__in=theirs, state=MessageState.RETURNED, channel=Channel.EMAIL
    )
    for message in returned.exclude(to_address=application.candidate.email).order_by("created_at"):
        if message.purpose not in NOT_AGAIN:
            resend(message, to_address=application.candidate.email, now=now)
