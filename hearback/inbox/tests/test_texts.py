"""Texts both ways, through the gateway's own door: heard, answered, stopped."""

# M2 M6 M31

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

from hearback.answers.tests.makers import tell_onward
from hearback.channels import outbox
from hearback.channels.actions import queue
from hearback.channels.models import Arrival, ArrivalState, Channel, Message, MessageState, Number
from hearback.channels.numbers import agree, may_reply_by_text
from hearback.channels.reports import returned
from hearback.channels.texts_in import raw_text
from hearback.inbox.actions import hear_text, read_waiting_texts, reply
from hearback.inbox.callbacks.actions import plan_call_back
from hearback.inbox.callbacks.actions.owe import Wanted
from hearback.inbox.models import Received
from hearback.inbox.texting import wrote_to_you
from hearback.kit import clock
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Application, Conversation, ConversationState
from hearback.rules.calls import Window
from tests import twilio as gateway
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay
from tests.twilio import TestTwilio

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)

ANA, NOOR = "+14165550199", "+33612345678"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def cast(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The shop and its people, at their moment, with files of their own."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    store = {"BACKEND": "hearback.kit.storage.DurableFiles", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": store}
    return make_cast()


def _ana(cast: Cast, *, agrees: bool = True) -> Application:
    application = apply(cast)
    Application.objects.filter(pk=application.pk).update(phone=ANA)
    application.refresh_from_db()
    if agrees:
        agree(ANA, words="You may also text me", now=NOW)
    return application


def _texts(words: str, *, number: str = ANA, sid: str = "SM1", **more: str) -> int:
    return gateway.write(Client(), words, number=number, sid=sid, **more)


def _send() -> None:
    outbox.send_due(clock=lambda: NOW)


def test_a_text_joins_the_talk_about_their_application_and_is_promised_a_reply(
    cast: Cast, twilio: TestTwilio
) -> None:
    application = _ana(cast)
    assert _texts("Is there a car park?") == 200
    heard = Received.objects.get()
    assert heard.conversation.application == application
    assert (heard.channel, heard.text) == (Channel.SMS, "Is there a car park?")
    assert heard.conversation.state == ConversationState.AWAITS_US
    assert Promise.objects.open().get(conversation=heard.conversation).what == "question"
    arrival = Arrival.objects.get()
    assert arrival.state == ArrivalState.TAKEN
    assert raw_text(arrival).startswith(b"MessageSid=SM1")
    assert twilio.tried == 0


def test_a_colleague_answers_by_text_and_the_promise_is_kept(
    cast: Cast, twilio: TestTwilio
) -> None:
    _ana(cast)
    _texts("Is there a car park?")
    conversation = Conversation.objects.get()
    reply(
        conversation=conversation,
        text="Yes, behind the shop.",
        channel=Channel.SMS,
        by=cast.susan,
        now=NOW,
    )
    _send()
    assert twilio.texts_to(ANA) == ["Yes, behind the shop.\nSusan Ito, Harbour & Pine"]
    assert not Promise.objects.open().filter(conversation=conversation).exists()


def test_without_their_consent_we_do_not_know_whose_number_it_is(cast: Cast) -> None:
    _ana(cast, agrees=False)
    hear_text(raw=b"From=%2B14165550199&Body=Hello", sid="SM1", now=NOW)
    conversation = Conversation.objects.get()
    assert conversation.application is None
    assert conversation.phone == ANA


def test_a_call_forgotten_is_apologised_for_as_a_call(twilio: TestTwilio) -> None:
    _texts("Please ring me", number=NOOR)
    conversation = Conversation.objects.get()
    window = Window(NOW + HOUR, NOW + 2 * HOUR)
    wanted = Wanted(window=window, number=NOOR)
    owner = conversation.owner
    call = plan_call_back(conversation=conversation, wanted=wanted, by=owner, now=NOW)
    sweep(now=call.promise.due_at + timedelta(minutes=1))
    apology = Message.objects.get(purpose="inbox.apology")
    assert "sorry, we did not ring you in time. Omar Haddad rings you by" in apology.text
    assert twilio.tried == 0


def test_a_number_that_two_people_gave_is_nobodys(cast: Cast) -> None:
    _ana(cast)
    bo = apply(cast, "Bo Lindqvist")
    Application.objects.filter(pk=bo.pk).update(phone=ANA)
    hear_text(raw=b"From=%2B14165550199&Body=Hello", sid="SM1", now=NOW)
    conversation = Conversation.objects.get()
    assert (conversation.application, conversation.phone) == (None, ANA)


def test_thanks_by_text_wake_nobody(cast: Cast, twilio: TestTwilio) -> None:
    _ana(cast)
    _texts("Thanks!")
    assert Conversation.objects.get().state == ConversationState.DONE
    _texts("Thanks! When do you decide?", sid="SM2")
    assert Conversation.objects.get().state == ConversationState.AWAITS_US
    assert twilio.tried == 0


def test_a_stranger_has_one_conversation_and_a_due_time(twilio: TestTwilio) -> None:
    _texts("Do you take trainees?", number=NOOR)
    _texts("In spring?", number=NOOR, sid="SM2")
    conversation = Conversation.objects.get()
    assert (conversation.phone, conversation.address) == (NOOR, "")
    assert conversation.received.count() == 2
    assert conversation.due_at is not None
    assert may_reply_by_text(NOOR)
    assert twilio.tried == 0


@pytest.mark.parametrize("words", ["STOP", "Arrêt", "Abmelden", "Baja", "stopp!"])
def test_stop_is_obeyed_at_once_and_confirmed_once(
    cast: Cast, twilio: TestTwilio, words: str
) -> None:
    application = _ana(cast)
    waiting = _notice(application)
    assert _texts(words) == 200
    assert _texts(words, sid="SM2") == 200
    _send()
    (goodbye,) = twilio.texts_to(ANA)
    assert "no more text messages" in goodbye
    waiting.refresh_from_db()
    assert waiting.state == MessageState.STOPPED
    assert Number.objects.get().stop_words == words
    # It is done: nobody has to answer it.
    assert Conversation.objects.get().state == ConversationState.DONE
    assert application.entries.filter(kind="texts.stopped").count() == 1


@pytest.mark.usefixtures("twilio")
def test_who_says_stop_and_is_known_by_number_only_is_owed_no_reply_any_more() -> None:
    _texts("Are you hiring at weekends?", number=NOOR)
    talk = Conversation.objects.get()
    assert Promise.objects.open().filter(conversation=talk).count() == 1
    _texts("STOP", number=NOOR, sid="SM2")
    talk.refresh_from_db()
    assert (talk.state, talk.due_at) == (ConversationState.DONE, None)
    promise = Promise.objects.get(conversation=talk)
    assert (promise.state, promise.closed_at) == (PromiseState.RELEASED, NOW)
    assert "told us to stop" in promise.reason


@pytest.mark.usefixtures("twilio")
def test_who_says_stop_and_can_be_written_to_is_still_owed_the_reply(cast: Cast) -> None:
    application = _ana(cast)
    _texts("Is there a car park?")
    _texts("STOP", sid="SM2")
    talk = Conversation.objects.get(application=application)
    assert talk.state == ConversationState.AWAITS_US
    assert Promise.objects.open().filter(conversation=talk).count() == 1


def _notice(application: Application) -> Message:
    """A notice that waits to leave."""
    return queue(wrote_to_you(application, "Susan Ito"), now=NOW, send_after=NOW)


def test_where_the_gateway_has_answered_stop_we_do_not(cast: Cast, twilio: TestTwilio) -> None:
    _ana(cast)
    _texts("STOP", OptOutType="STOP")
    _send()
    assert twilio.taken == []
    assert Number.objects.get().stopped_at == NOW


def test_only_the_number_itself_takes_a_stop_back(cast: Cast, twilio: TestTwilio) -> None:
    _ana(cast)
    _texts("STOP")
    agree(ANA, words="ticked again", now=NOW)
    assert Number.objects.get().stopped_at is not None
    assert not may_reply_by_text(ANA)
    _texts("START", sid="SM2")
    _send()
    assert Number.objects.get().stopped_at is None
    assert any("text messages from us again" in words for words in twilio.texts_to(ANA))


def test_help_is_answered_a_few_times_and_not_for_ever(cast: Cast, twilio: TestTwilio) -> None:
    _ana(cast)
    for number in range(10):
        _texts("HELP", sid=f"SM{number}")
    _send()
    assert len(twilio.taken) == 3
    assert "jobs@harbour.example" in twilio.taken[0]["Body"]


def test_one_emoji_is_heard_like_any_word(cast: Cast, twilio: TestTwilio) -> None:
    _ana(cast)
    assert _texts("😀") == 200
    assert Received.objects.get().text == "😀"
    assert Conversation.objects.get().state == ConversationState.AWAITS_US
    assert twilio.tried == 0


def test_a_picture_without_words_is_kept_and_said(cast: Cast, twilio: TestTwilio) -> None:
    _ana(cast)
    assert _texts("", NumMedia="1", MediaUrl0="https://api.example/1") == 200
    assert "picture" in Received.objects.get().text
    assert twilio.tried == 0


def test_the_same_text_twenty_times_at_once_is_one(cast: Cast, twilio: TestTwilio) -> None:
    _ana(cast)

    def again(_: int) -> int:
        try:
            return _texts("Is there a car park?")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(again, range(20))) == {200}
    assert Arrival.objects.count() == 1
    assert Received.objects.count() == 1
    assert Promise.objects.open().filter(what="question").count() == 1
    assert twilio.tried == 0


def test_what_is_not_signed_is_not_heard(cast: Cast, twilio: TestTwilio, settings: Any) -> None:
    _ana(cast)
    said = {"MessageSid": "SM1", "From": ANA, "Body": "Hello"}
    assert Client().post("/api/sms/", said).status_code == 403
    assert gateway.tell(Client(), "/api/sms/", said, token="guessed") == 403
    assert gateway.tell(Client(), "/api/sms/", {"Body": "Hello"}) == 400
    settings.HEARBACK_SMS = None
    assert gateway.tell(Client(), "/api/sms/", said) == 403
    assert Client().get("/api/sms/").status_code == 405
    assert not Arrival.objects.exists()
    assert twilio.tried == 0


def test_a_text_that_could_not_be_read_is_kept_and_read_later(
    cast: Cast, twilio: TestTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ana(cast)

    def broken(**_: object) -> None:
        raise RuntimeError("the disk is away")

    with monkeypatch.context() as patch:
        patch.setattr("hearback.inbox.actions.texts_heard.hear", broken)
        assert _texts("Is there a car park?") == 200
    assert Arrival.objects.get().state == ArrivalState.WAITING
    assert not Received.objects.exists()
    read_waiting_texts(now=NOW + HOUR)
    assert Arrival.objects.get().state == ArrivalState.TAKEN
    assert Received.objects.get().text == "Is there a car park?"
    assert twilio.tried == 0


def test_an_answer_is_announced_by_text_and_never_told_in_it(
    cast: Cast, twilio: TestTwilio, relay: TestRelay
) -> None:
    application = _ana(cast)
    tell_onward(cast, application, now=NOW)
    for _ in range(2):
        outbox.send_due(clock=lambda: NOW + HOUR)
    (notice,) = twilio.texts_to(ANA)
    assert notice.startswith("Harbour & Pine: Susan Ito wrote to you.")
    assert "http://testserver/status/" in notice
    assert relay.taken


def test_mail_that_comes_back_is_told_by_text_once(
    cast: Cast, twilio: TestTwilio, relay: TestRelay
) -> None:
    application = _ana(cast)
    outbox.send_due(clock=lambda: NOW)
    receipt = Message.objects.get(purpose="careers.receipt")
    for _ in range(2):
        returned(receipt, reason="550 no such user", permanent=True, now=NOW)
    _send()
    (notice,) = twilio.texts_to(ANA)
    assert "a***@mail.example come back" in notice
    assert "ana.moreau" not in notice
    told = application.entries.get(kind="letter.returned")
    assert told.payload["told"] == "They were told by text message."
    assert relay.taken


def test_mail_that_comes_back_in_the_night_rings_nobody_before_the_morning(
    cast: Cast, twilio: TestTwilio, relay: TestRelay
) -> None:
    _ana(cast)
    outbox.send_due(clock=lambda: NOW)
    receipt = Message.objects.get(purpose="careers.receipt")
    midnight = NOW + 14 * HOUR
    returned(receipt, reason="550 no such user", permanent=True, now=midnight)
    text = Message.objects.get(purpose="inbox.text_came_back")
    assert text.send_after == midnight + 8 * HOUR
    assert relay.taken
    assert twilio.tried == 0
