"""Hearing: words that came by any way join their conversation and are owed an answer by a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.accounts.queries import who_answers
from hearback.channels.models import Arrival, Channel
from hearback.inbox import kinds, spoken
from hearback.inbox.models import Received
from hearback.ledger.actions import make_promise, plan_promise, record
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import QUESTION, Promise
from hearback.pipeline.models import Conversation, ConversationState, PromisePolicy
from hearback.rules.promises import Terms, Unit
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

LAST_WORDS = 200


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What somebody said; `at` (aware) is when they said it, as far as we know.

    Words that need no answer ("Thanks!", a machine's note) join the conversation and wake nobody.
    """

    channel: Channel
    text: str
    at: datetime
    subject: str = ""
    quoted: str = ""
    html: str = ""
    from_address: str = ""
    from_name: str = ""
    arrival: Arrival | None = None
    needs_answer: bool = True


@transaction.atomic(savepoint=False)
def hear(*, conversation: Conversation, heard: Heard, now: datetime) -> Received:
    """Let words join a conversation; unless they need no answer, promise one by the policy's date.

    Who waits for an answer already keeps the date they were given. An answer that is on its way
    does not stand for these words: they get a date of their own. A conversation that became part of
    another is heard there.
    """
    conversation = _held(conversation)
    received = Received.objects.create(conversation=conversation, **vars(heard))
    conversation.last_heard_at = conversation.last_at = now
    conversation.last_words = one_line(heard.text, LAST_WORDS)
    conversation.subject = conversation.subject or heard.subject
    if heard.needs_answer:
        await_us(conversation, now=now)
    conversation.save()
    record(
        kinds.WORDS_HEARD,
        by=None,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or conversation.address, "received": received.pk},
    )
    return received


def _held(conversation: Conversation) -> Conversation:
    """The conversation its words belong to by now, locked and read anew with who answers there.

    First locked alone, then read: joined in one read, a row whose owner changed while we waited
    would not be found. While we waited it may also have become part of another.
    """
    conversation = conversation.part_of or conversation
    lock_application(conversation.application_id)
    lock_conversation(conversation.pk)
    conversation.refresh_from_db(from_queryset=_with_owner())
    return conversation if conversation.part_of is None else _held(conversation)


def _with_owner() -> QuerySet[Conversation]:
    return Conversation.objects.select_related("owner__place")


def await_us(conversation: Conversation, *, now: datetime, sentence: str = spoken.REPLY) -> None:
    """Put it back on the desk, with a promise, said in `sentence`, unless one is open already."""
    conversation.state = ConversationState.AWAITS_US
    conversation.snoozed_until = None
    waiting = Promise.objects.open().filter(conversation=conversation, what=QUESTION, kept_by=None)
    promise = waiting.order_by("due_at").first() or _promise_reply(conversation, sentence, now=now)
    conversation.owner, conversation.due_at = promise.owner, promise.due_at


def _promise_reply(conversation: Conversation, sentence: str, *, now: datetime) -> Promise:
    policy = (
        conversation.opening.policy
        if conversation.opening
        else PromisePolicy.objects.order_by("-is_default", "pk")[0]
    )
    promise = plan_promise(
        owner=who_answers(conversation.owner, now=now),
        what=QUESTION,
        words="",
        now=now,
        terms=Terms(policy.reply_amount, Unit(policy.reply_unit)),
        application=conversation.application,
        opening=conversation.opening,
        conversation=conversation,
    )
    promise.words = spoken.promise_words(
        sentence, conversation, owner=promise.owner, due_at=promise.due_at
    )
    return make_promise(by=None, now=now, promise=promise)
