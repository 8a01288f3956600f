"""What a person decides about a conversation: no answer needed, later, a colleague, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.accounts.queries import is_away
from hearback.inbox import kinds
from hearback.inbox.models import Note
from hearback.kit.errors import Refused
from hearback.kit.moments import day_hour
from hearback.ledger.actions import hand_over_many, record, release
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import QUESTION, Promise
from hearback.pipeline.models import ConversationState
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Conversation

LONGEST_REASON = 200
LONGEST_NOTE = 4000


def hold_still(conversation: Conversation) -> None:
    """Lock a conversation, in the order everybody locks, and read it anew."""
    lock_application(conversation.application_id)
    lock_conversation(conversation.pk)
    conversation.refresh_from_db()


@transaction.atomic
def need_no_answer(*, conversation: Conversation, reason: str, by: Member, now: datetime) -> None:
    """Close a conversation; while the person waits for us it takes a reason, kept with the promise.

    A reply that is on its way still keeps what it would keep, and a call that was promised is still
    owed. Raises Refused without a reason while somebody waits, and when the conversation is done
    already.
    """
    hold_still(conversation)
    reason = one_line(reason, LONGEST_REASON)
    if conversation.state == ConversationState.DONE:
        raise Refused(_("Nobody waits here: this conversation is done already."))
    if conversation.state == ConversationState.AWAITS_US and not reason:
        raise Refused(
            _("Say why no answer is needed: it stays on record in the place of the promise.")
        )
    let_go(conversation, reason=reason, by=by, now=now)
    _note_down(kinds.NO_ANSWER_NEEDED, conversation, by=by, now=now, reason=reason or "…")


def let_go(conversation: Conversation, *, reason: str, by: Member | None, now: datetime) -> None:
    """Call a conversation, locked by the caller, done, and release the replies owed there."""
    waiting = Promise.objects.open().filter(conversation=conversation, what=QUESTION, kept_by=None)
    conversation.state = ConversationState.DONE
    conversation.due_at = conversation.snoozed_until = None
    conversation.save(update_fields=["state", "due_at", "snoozed_until"])
    for promise in waiting.select_related("application", "opening"):
        release(promise=promise, reason=reason, by=by, now=now)


@transaction.atomic
def snooze(*, conversation: Conversation, until: datetime, by: Member, now: datetime) -> None:
    """Keep a waiting conversation out of the list until then (aware); new words bring it back.

    Raises Refused for a moment that is not to come, or past the time the person was promised, and
    when nobody waits for us.
    """
    hold_still(conversation)
    if conversation.state != ConversationState.AWAITS_US or conversation.due_at is None:
        raise Refused(_("Nobody waits for us here, so there is nothing to put off."))
    if until <= now:
        raise Refused(_("Choose a moment still to come."))
    if until >= conversation.due_at:
        raise Refused(
            _(
                "You promised a reply by {when}. Choose a moment before that, or reply first."
            ).format(when=day_hour(conversation.due_at, ZoneInfo(by.zone)))
        )
    conversation.snoozed_until = until
    conversation.save(update_fields=["snoozed_until"])
    when = day_hour(until, ZoneInfo(by.zone))
    _note_down(kinds.SNOOZED, conversation, by=by, now=now, when=when)


@transaction.atomic
def wake(*, conversation: Conversation) -> None:
    """Bring a snoozed conversation back before its moment."""
    hold_still(conversation)
    conversation.snoozed_until = None
    conversation.save(update_fields=["snoozed_until"])


@transaction.atomic
def assign(*, conversation: Conversation, to: Member, by: Member, now: datetime) -> None:
    """Let a colleague answer: they own the conversation and what was promised in it; dates stay.

    Raises Refused for somebody who may not answer candidates, has left or is away.
    """
    hold_still(conversation)
    if not may(to, Right.ANSWER):
        raise Refused(
            _("{name} may not answer candidates. Choose somebody who can.").format(name=to.name)
        )
    if is_away(to, now=now):
        raise Refused(_("{name} is away. Choose somebody who is here.").format(name=to.name))
    if conversation.owner_id == to.pk:
        return
    giver = conversation.owner.name
    conversation.owner = to
    conversation.save(update_fields=["owner"])
    owed = Promise.objects.filter(conversation=conversation)
    hand_over_many(promises=owed, to=to, by=by, now=now)
    _note_down(kinds.ASSIGNED, conversation, by=by, now=now, giver=giver, taker=to.name)


@transaction.atomic
def write_note(*, conversation: Conversation, text: str, by: Member, now: datetime) -> Note:
    """Leave a word for colleagues; it never leaves the house. Raises Refused without words."""
    text = many_lines(text, LONGEST_NOTE)
    if not text:
        raise Refused(_("Write a few words for your colleagues."))
    note = Note.objects.create(conversation=conversation, by=by, at=now, text=text)
    _note_down(kinds.NOTE_WRITTEN, conversation, by=by, now=now, note=note.pk)
    return note


def _note_down(
    kind: Kind, conversation: Conversation, *, by: Member, now: datetime, **more: object
) -> None:
    record(
        kind,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or conversation.address, **more},
    )
