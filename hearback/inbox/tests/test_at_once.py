"""Two at once in one conversation: whoever comes second finds it as the first one left it."""

# M6 M31

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from hearback.channels import outbox
from hearback.channels.models import Channel, MessageState
from hearback.inbox.actions import (
    Heard,
    assign,
    conversation_about,
    conversation_with,
    hear,
    link_to_application,
    reply,
)
from hearback.inbox.actions.tending import hold_still
from hearback.ledger.models import Promise
from hearback.pipeline.models import Conversation
from tests import relay as orders
from tests.cast import NOW, Cast, apply, make_cast
from tests.until import somebody_waits_for_a_lock, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _stranger(cast: Cast) -> Conversation:
    conversation = conversation_with("noor@mail.example", owner=cast.susan, now=NOW)
    _says(conversation, "Do you take trainees?")
    return conversation


def _says(conversation: Conversation, text: str) -> None:
    heard = Heard(channel=Channel.EMAIL, text=text, at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)


def _elsewhere(act: Callable[[], object]) -> tuple[ThreadPoolExecutor, Future[object]]:
    """Begin an act on another line to the database; returns once it waits for a lock of ours."""

    def done() -> object:
        try:
            return act()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    begun = pool.submit(done)
    until(lambda: somebody_waits_for_a_lock() or begun.done(), "the second act waits for the first")
    return pool, begun


def test_words_that_come_while_a_conversation_changes_hands_are_heard(cast: Cast) -> None:
    conversation = _stranger(cast)
    again = Conversation.objects.get(pk=conversation.pk)
    with transaction.atomic():
        assign(conversation=conversation, to=cast.jo, by=cast.susan, now=NOW)
        pool, heard = _elsewhere(lambda: _says(again, "And apprentices?"))
    with pool:
        heard.result()
    again.refresh_from_db()
    assert again.received.count() == 2
    assert again.owner == cast.jo


def test_words_that_come_while_a_conversation_joins_another_are_heard_there(cast: Cast) -> None:
    ana = apply(cast)
    known, conversation = conversation_about(ana, now=NOW), _stranger(cast)
    again = Conversation.objects.get(pk=conversation.pk)
    with transaction.atomic():
        link_to_application(conversation=conversation, application=ana, by=cast.susan, now=NOW)
        pool, heard = _elsewhere(lambda: _says(again, "And apprentices?"))
    with pool:
        heard.result()
    assert known.received.count() == 2
    assert set(Promise.objects.open().filter(what="question").values_list("conversation")) == {
        (known.pk,)
    }


def test_a_reply_refused_while_its_conversation_changes_hands_is_owed_by_the_new_owner(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _stranger(cast)
    relay.tell(orders.REFUSE)
    message = reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    with transaction.atomic():
        hold_still(conversation)
        pool, sent = _elsewhere(lambda: outbox.send_due(clock=lambda: NOW))
        assign(conversation=conversation, to=cast.jo, by=cast.susan, now=NOW)
    with pool:
        sent.result()
    message.refresh_from_db()
    assert message.state == MessageState.FAILED
    promise = Promise.objects.open().get(conversation=conversation)
    assert (promise.owner, promise.kept_by) == (cast.jo, None)
