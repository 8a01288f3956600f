"""What the team decides about conversations: done, later, a colleague, a note, whose it is."""

# M6 M31 M39

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from hearback.accounts.models import Absence
from hearback.channels import outbox
from hearback.channels.models import Channel, Message, MessageState
from hearback.inbox.actions import (
    Heard,
    ask,
    assign,
    conversation_with,
    hear,
    link_to_application,
    need_no_answer,
    reply,
    save_draft,
    send_reply_now,
    snooze,
    take_back_reply,
    write_note,
)
from hearback.inbox.callbacks.actions import plan_call_back
from hearback.inbox.callbacks.actions.owe import Wanted
from hearback.inbox.callbacks.queries import call_owed_to
from hearback.inbox.models import Note, Received, ReplyDraft
from hearback.inbox.queries import said_in, version_of
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import Application, Conversation, ConversationState
from hearback.rules.calls import Window
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = timedelta(seconds=10)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def asked(cast: Cast, words: str = "Is there a car park?") -> Conversation:
    received = ask(application=apply(cast), words=words, now=NOW)
    return received.conversation


def wrote(cast: Cast, address: str = "noor@mail.example") -> Conversation:
    conversation = conversation_with(address, name="Noor", owner=cast.susan, now=NOW)
    heard = Heard(channel=Channel.EMAIL, text="Do you take trainees?", at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)
    return conversation


def promised(conversation: Conversation) -> Promise:
    return Promise.objects.open().get(conversation=conversation)


def settled() -> None:
    """Let the triggers that wait for a commit look now."""
    connection.check_constraints()


def test_no_answer_needed_takes_a_reason_which_the_promise_keeps(cast: Cast) -> None:
    conversation = asked(cast)
    with pytest.raises(Refused, match="Say why"):
        need_no_answer(conversation=conversation, reason="  ", by=cast.susan, now=NOW)
    promise = promised(conversation)
    need_no_answer(conversation=conversation, reason="She rang.", by=cast.susan, now=NOW)
    settled()
    promise.refresh_from_db()
    assert (promise.state, promise.reason) == (PromiseState.RELEASED, "She rang.")
    assert conversation.state == ConversationState.DONE
    assert Entry.objects.filter(kind="promise.released").exists()
    with pytest.raises(Refused, match="done already"):
        need_no_answer(conversation=conversation, reason="Again", by=cast.susan, now=NOW)


def test_thanks_on_their_page_after_a_question_of_ours_may_be_a_yes(cast: Cast) -> None:
    conversation = asked(cast)
    reply(conversation=conversation, text="Does ten suit you?", by=cast.susan, now=NOW)
    ask(application=Application.objects.get(), words="Great, thank you!", now=NOW + HOUR)
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.AWAITS_US


def test_an_answered_conversation_is_done_without_a_reason_and_the_reply_still_counts(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = asked(cast)
    promise = promised(conversation)
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    need_no_answer(conversation=conversation, reason="", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    promise.refresh_from_db()
    assert relay.taken
    assert promise.state == PromiseState.KEPT


def test_snoozing_past_the_promised_time_is_refused(cast: Cast) -> None:
    conversation = asked(cast)
    due = promised(conversation).due_at
    with pytest.raises(Refused, match="You promised a reply by Wednesday 25 November"):
        snooze(conversation=conversation, until=due, by=cast.susan, now=NOW)
    with pytest.raises(Refused, match="still to come"):
        snooze(conversation=conversation, until=NOW, by=cast.susan, now=NOW)
    snooze(conversation=conversation, until=due - HOUR, by=cast.susan, now=NOW)
    assert conversation.snoozed_until == due - HOUR
    assert promised(conversation).due_at == due


def test_new_words_wake_what_is_snoozed_and_thanks_do_not(cast: Cast) -> None:
    conversation = asked(cast)
    snooze(conversation=conversation, until=NOW + HOUR, by=cast.susan, now=NOW)
    thanks = Heard(channel=Channel.EMAIL, text="Thanks!", at=NOW, needs_answer=False)
    hear(conversation=conversation, heard=thanks, now=NOW)
    assert conversation.snoozed_until is not None
    more = Heard(channel=Channel.WEB, text="And for bicycles?", at=NOW)
    hear(conversation=conversation, heard=more, now=NOW)
    assert conversation.snoozed_until is None


def test_nothing_is_put_off_where_nobody_waits(cast: Cast) -> None:
    conversation = asked(cast)
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    with pytest.raises(Refused, match="nothing to put off"):
        snooze(conversation=conversation, until=NOW + HOUR, by=cast.susan, now=NOW)


def test_a_colleague_takes_over_with_what_was_promised(cast: Cast) -> None:
    conversation = asked(cast)
    due = promised(conversation).due_at
    assign(conversation=conversation, to=cast.jo, by=cast.susan, now=NOW)
    promise = promised(conversation)
    assert (conversation.owner, promise.owner, promise.due_at) == (cast.jo, cast.jo, due)
    assert Promise.objects.open().get(what="first_answer").owner == cast.susan
    with pytest.raises(Refused, match="may not answer candidates"):
        assign(conversation=conversation, to=cast.ben, by=cast.susan, now=NOW)


def test_nobody_who_is_away_is_given_a_conversation(cast: Cast) -> None:
    conversation = asked(cast)
    day = date(2026, 11, 24)
    Absence.objects.create(member=cast.jo, first_day=day, last_day=day)
    with pytest.raises(Refused, match="Jo Lind is away"):
        assign(conversation=conversation, to=cast.jo, by=cast.susan, now=NOW)
    assert conversation.owner == cast.susan


def test_a_note_stays_in_the_house(cast: Cast, relay: TestRelay) -> None:
    conversation = asked(cast)
    write_note(conversation=conversation, text="Ask Grace first.", by=cast.jo, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    assert [one.text for one in said_in(conversation) if isinstance(one, Note)] == [
        "Ask Grace first."
    ]
    assert promised(conversation).kept_by is None
    assert all("Ask Grace" not in str(mail) for mail in relay.taken)
    with pytest.raises(Refused, match="a few words"):
        write_note(conversation=conversation, text="\n", by=cast.jo, now=NOW)


def test_words_that_came_meanwhile_stop_a_reply(cast: Cast) -> None:
    conversation = asked(cast)
    seen = version_of(conversation)
    more = Heard(channel=Channel.WEB, text="Forget it, I found it.", at=NOW)
    hear(conversation=conversation, heard=more, now=NOW)
    with pytest.raises(Refused, match="while you wrote"):
        reply(conversation=conversation, text="Behind it.", by=cast.susan, now=NOW, seen=seen)
    seen = version_of(conversation)
    reply(conversation=conversation, text="Glad.", by=cast.susan, now=NOW, seen=seen)
    with pytest.raises(Refused, match="while you wrote"):
        reply(conversation=conversation, text="Me too.", by=cast.jo, now=NOW, seen=seen)
    assert Message.objects.filter(purpose="inbox.reply").count() == 1


def test_a_reply_may_not_leave_after_the_promised_time(cast: Cast) -> None:
    conversation = asked(cast)
    due = promised(conversation).due_at
    with pytest.raises(Refused, match="Let it leave before that"):
        reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW, send_after=due)
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW, send_after=due - HOUR)


def test_a_reply_taken_back_is_a_draft_again(cast: Cast, relay: TestRelay) -> None:
    conversation = asked(cast)
    message = reply(
        conversation=conversation, text="Behind.", by=cast.susan, now=NOW, send_after=NOW + LATER
    )
    take_back_reply(message=message, by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW + HOUR)
    assert all("Behind." not in str(mail) for mail in relay.taken)
    assert ReplyDraft.objects.get().text == "Behind."
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.AWAITS_US
    assert conversation.last_words == "Is there a car park?"
    assert promised(conversation).kept_by is None


def test_a_reply_that_left_is_not_taken_back(cast: Cast, relay: TestRelay) -> None:
    conversation = asked(cast)
    message = reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    assert relay.taken
    with pytest.raises(Refused, match="has left already"):
        take_back_reply(message=message, by=cast.susan, now=NOW)
    assert not ReplyDraft.objects.exists()


def test_a_reply_that_waits_can_be_let_go_at_once(cast: Cast, relay: TestRelay) -> None:
    conversation = asked(cast)
    message = reply(
        conversation=conversation, text="Yes.", by=cast.susan, now=NOW, send_after=NOW + HOUR
    )
    send_reply_now(message=message, by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    message.refresh_from_db()
    assert message.state == MessageState.ACCEPTED
    assert relay.taken
    with pytest.raises(Refused, match="waits no more"):
        send_reply_now(message=message, by=cast.susan, now=NOW)


def test_two_do_not_write_over_each_other(cast: Cast) -> None:
    conversation = asked(cast)
    way = Channel.EMAIL
    save_draft(conversation=conversation, text="Dear Ana", channel=way, by=cast.jo, now=NOW)
    held = save_draft(conversation=conversation, text="Hi", channel=way, by=cast.susan, now=NOW)
    assert held is not None
    assert (held.by, held.text) == (cast.jo, "Dear Ana")
    save_draft(
        conversation=conversation,
        text="Dear Ana,",
        channel=way,
        by=cast.susan,
        now=NOW,
        take_over=True,
    )
    assert ReplyDraft.objects.get().by == cast.susan
    save_draft(conversation=conversation, text=" ", channel=way, by=cast.susan, now=NOW)
    assert not ReplyDraft.objects.exists()


def test_a_strangers_words_become_an_applications_own(cast: Cast) -> None:
    stranger, application = wrote(cast), apply(cast)
    now_in = link_to_application(
        conversation=stranger, application=application, by=cast.susan, now=NOW
    )
    settled()
    assert now_in == stranger
    assert (now_in.application, now_in.opening) == (application, cast.opening)
    assert now_in.address == application.candidate.email
    assert promised(now_in).application == application
    with pytest.raises(Refused, match="know already"):
        link_to_application(conversation=now_in, application=application, by=cast.susan, now=NOW)


def test_a_strangers_words_join_the_conversation_there_is(cast: Cast) -> None:
    stranger, known = wrote(cast), asked(cast)
    application = Application.objects.get()
    reply(conversation=stranger, text="We do.", by=cast.susan, now=NOW)
    later = Heard(channel=Channel.EMAIL, text="When?", at=NOW + HOUR)
    hear(conversation=stranger, heard=later, now=NOW + HOUR)
    now_in = link_to_application(
        conversation=stranger, application=application, by=cast.jo, now=NOW + HOUR
    )
    settled()
    assert now_in == known
    known.refresh_from_db()
    assert known.last_words == "When?"
    assert {one.text for one in known.received.all()} == {
        "Is there a car park?",
        "Do you take trainees?",
        "When?",
    }
    assert not Promise.objects.filter(conversation=stranger).exists()
    assert Message.objects.get(purpose="inbox.reply").thread == known.public_id
    stranger.refresh_from_db()
    assert stranger.state == ConversationState.DONE


def test_what_a_colleague_is_writing_outlives_the_reply_of_another(cast: Cast) -> None:
    conversation = asked(cast)
    way = Channel.EMAIL
    save_draft(conversation=conversation, text="Dear Ana", channel=way, by=cast.jo, now=NOW)
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    assert ReplyDraft.objects.get().by == cast.jo


def test_a_draft_and_a_promised_call_join_with_the_strangers_words(cast: Cast) -> None:
    stranger, known = wrote(cast), asked(cast)
    application = Application.objects.get()
    way = Channel.EMAIL
    save_draft(conversation=stranger, text="Dear Noor", channel=way, by=cast.jo, now=NOW)
    wanted = Wanted(window=Window(NOW + HOUR, NOW + 2 * HOUR), number="+14165550142")
    planned = plan_call_back(conversation=stranger, wanted=wanted, by=cast.susan, now=NOW)
    link_to_application(conversation=stranger, application=application, by=cast.susan, now=NOW)
    assert ReplyDraft.objects.get().conversation == known
    assert call_owed_to(application) == planned


def test_late_words_to_a_joined_conversation_find_their_way(cast: Cast) -> None:
    stranger, known = wrote(cast), asked(cast)
    link_to_application(
        conversation=stranger, application=Application.objects.get(), by=cast.jo, now=NOW
    )
    again = conversation_with("noor@mail.example", owner=cast.susan, now=NOW)
    assert again == known
    stranger.refresh_from_db()
    heard = Heard(channel=Channel.EMAIL, text="Still there?", at=NOW)
    assert hear(conversation=stranger, heard=heard, now=NOW).conversation == known
    assert Received.objects.filter(conversation=stranger).count() == 0
