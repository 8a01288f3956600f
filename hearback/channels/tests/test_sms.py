"""Texts on their way out, against a gateway that misbehaves."""

# M2 M7

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from twilio.request_validator import RequestValidator

from hearback.channels import numbers, outbox, settling, sms
from hearback.channels.actions import Letter, queue, release_sending, send_again
from hearback.channels.models import Channel, Message, MessageState, Outbox
from hearback.gateways import Gateway
from hearback.kit import clock
from tests import twilio as orders
from tests.cast import NOW
from tests.twilio import TestTwilio

pytestmark = pytest.mark.django_db(transaction=True)

ANA = "+14165550199"
LATER = NOW + timedelta(minutes=10)


@pytest.fixture(autouse=True)
def gateway_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports come a quarter of an hour after the text left."""
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=15))


def _text(to: str = ANA, words: str = "Harbour & Pine: we wrote to you.") -> Message:
    letter = Letter(
        purpose="tests.text",
        channel=Channel.SMS,
        to_address=to,
        to_name="Ana Moreau",
        from_name="Harbour & Pine",
        reply_to="jobs@harbour.example",
        subject="Text message",
        text=words,
        html="",
    )
    return queue(letter, now=NOW)


def _send(now: datetime = NOW) -> int:
    return outbox.send_due(clock=lambda: now)


def _state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def _report(message: Message, status: str, *, sid: str = "", **more: str) -> int:
    message.refresh_from_db()
    said = {"MessageSid": sid or message.provider_key, "MessageStatus": status, **more}
    return orders.tell(Client(), f"/api/sms/{message.public_id}/", said)


def test_the_signature_is_the_published_one() -> None:
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+12349013030",
        "Digits": "1234",
        "From": "+12349013030",
        "To": "+18005551212",
    }
    address = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert orders.signature(address, fields, "12345") == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="
    assert RequestValidator("12345").validate(address, fields, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")


def test_a_text_reaches_the_gateway_once_with_where_to_report(twilio: TestTwilio) -> None:
    message = _text()
    assert _send() == 1
    assert _send(LATER) == 0
    (taken,) = twilio.taken
    assert (taken["To"], taken["From"]) == (ANA, orders.SENDER)
    assert taken["Body"] == message.text
    assert taken["StatusCallback"] == f"http://testserver/api/sms/{message.public_id}/"
    assert _state(message) == MessageState.ACCEPTED
    assert message.provider_key == taken["sid"]


def test_a_messaging_service_sends_in_place_of_a_number(twilio: TestTwilio, settings: Any) -> None:
    service = "MG" + "1" * 32
    settings.HEARBACK_SMS = replace(settings.HEARBACK_SMS, sender=service)
    _text()
    _send()
    assert twilio.taken[0]["MessagingServiceSid"] == service
    assert "From" not in twilio.taken[0]


def test_without_a_gateway_texts_wait_as_held_and_leave_when_there_is_one(
    twilio: TestTwilio, settings: Any
) -> None:
    gateway, settings.HEARBACK_SMS = settings.HEARBACK_SMS, None
    message = _text()
    _send()
    assert _state(message) == MessageState.HELD
    settings.HEARBACK_SMS = gateway
    assert release_sending() == 1
    _send()
    assert _state(message) == MessageState.ACCEPTED
    assert len(twilio.taken) == 1


def test_a_gateway_that_asks_for_rest_gets_as_long_as_it_asks(twilio: TestTwilio) -> None:
    message = _text()
    twilio.mode = orders.BUSY
    assert _send() == 0
    assert _state(message) == MessageState.QUEUED
    box = Outbox.objects.get(id=2)
    assert box.try_after == NOW + timedelta(seconds=120)
    twilio.mode = orders.ACCEPT
    assert _send(NOW + timedelta(seconds=119)) == 0
    assert twilio.tried == 1
    assert _send(NOW + timedelta(seconds=120)) == 1
    assert Outbox.objects.get(id=2).relay_down_since is None


@pytest.mark.parametrize("mode", [orders.AWAY, orders.STRANGER])
def test_a_gateway_that_is_not_there_costs_no_text(twilio: TestTwilio, mode: str) -> None:
    messages = [_text(), _text("+14165550198")]
    twilio.mode = mode
    _send()
    assert [_state(message) for message in messages] == [MessageState.QUEUED] * 2
    assert Outbox.objects.get(id=2).relay_down_since == NOW
    assert orders.TOKEN not in Outbox.objects.get(id=2).relay_trouble
    twilio.mode = orders.ACCEPT
    assert _send(LATER) == 2


def test_a_dead_gateway_costs_no_text(twilio: TestTwilio) -> None:
    message = _text()
    twilio.die()
    _send()
    assert _state(message) == MessageState.QUEUED
    assert "did not answer" in Outbox.objects.get(id=2).relay_trouble


@pytest.mark.parametrize("mode", [orders.BROKEN, orders.SILENT, orders.HANG_UP, orders.GARBLED])
def test_an_outcome_nobody_knows_waits_for_a_person_and_one_only(
    twilio: TestTwilio, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.3)
    first, second = _text(), _text("+14165550198")
    twilio.mode = mode
    _send()
    settling.rescue(now=NOW)
    assert {_state(first), _state(second)} == {MessageState.IN_DOUBT, MessageState.QUEUED}
    twilio.mode = orders.ACCEPT
    twilio.awake.set()
    assert _send(LATER) == 1
    assert {_state(first), _state(second)} == {MessageState.IN_DOUBT, MessageState.ACCEPTED}
    assert max(len(twilio.texts_to(one.to_address)) for one in (first, second)) == 1


def test_the_gateways_own_word_ends_a_doubt(
    twilio: TestTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.3)
    message = _text()
    twilio.mode = orders.SILENT
    _send()
    settling.rescue(now=NOW)
    assert _report(message, "delivered", sid=twilio.taken[0]["sid"]) == 204
    assert _state(message) == MessageState.ACCEPTED
    assert message.delivered_at is not None


def test_a_number_that_is_none_fails_alone(twilio: TestTwilio) -> None:
    message = _text("+10000000")
    twilio.mode = orders.NO_NUMBER
    _send()
    assert _state(message) == MessageState.FAILED
    assert "21211" in message.trouble
    assert Outbox.objects.get(id=2).relay_down_since is None


def test_who_told_the_gateway_to_stop_is_not_texted_again(twilio: TestTwilio) -> None:
    message = _text()
    twilio.mode = orders.OPTED_OUT
    _send()
    assert _state(message) == MessageState.STOPPED
    twilio.mode = orders.ACCEPT
    another = _text()
    _send(LATER)
    assert _state(another) == MessageState.STOPPED
    assert twilio.taken == []


def test_stop_in_the_middle_of_many_stops_what_has_not_left(twilio: TestTwilio) -> None:
    messages = [_text(words=f"Number {number}") for number in range(12)]
    _send()
    assert len(twilio.taken) == 10
    numbers.stop(ANA, words="STOP", now=NOW)
    _send(LATER)
    assert len(twilio.taken) == 10
    states = Counter(_state(one) for one in messages)
    assert states == {MessageState.ACCEPTED: 10, MessageState.STOPPED: 2}


def test_texts_leave_at_the_pace_the_number_allows(twilio: TestTwilio, settings: Any) -> None:
    settings.HEARBACK_SMS = replace(settings.HEARBACK_SMS, pace=1.0)
    for number in range(12):
        _text(words=f"Number {number} " + "x" * 160)
    assert _send() == 10
    # Two parts each: twenty seconds at one part a second.
    assert _send(NOW + timedelta(seconds=19)) == 0
    assert _send(NOW + timedelta(seconds=20)) == 2
    assert len(twilio.taken) == 12


def test_reports_told_twice_and_in_any_order_move_forward_only(twilio: TestTwilio) -> None:
    message = _text()
    _send()
    assert len(twilio.taken) == 1
    for status in ("delivered", "sent", "delivered", "queued", "undelivered", "failed"):
        assert _report(message, status, ErrorCode="30003") == 204
    assert _state(message) == MessageState.ACCEPTED
    assert message.delivered_at is not None


def test_a_text_nobody_got_comes_back(twilio: TestTwilio) -> None:
    message = _text()
    _send()
    assert len(twilio.taken) == 1
    for _ in range(20):
        assert _report(message, "undelivered", ErrorCode="30005") == 204
    assert _report(message, "delivered") == 204
    assert _state(message) == MessageState.RETURNED
    assert message.address_is_bad
    assert "30005" in message.trouble


def test_news_of_the_first_sending_is_no_news_of_the_second(twilio: TestTwilio) -> None:
    message = _text()
    _send()
    first = twilio.taken[0]["sid"]
    _report(message, "undelivered", ErrorCode="30003")
    send_again(message, now=LATER)
    _send(LATER)
    _report(message, "undelivered", sid=first, ErrorCode="30003")
    assert _state(message) == MessageState.ACCEPTED
    assert len(twilio.taken) == 2


def test_a_report_that_comes_before_our_own_commit_counts(twilio: TestTwilio) -> None:
    message = _text()
    Message.objects.filter(pk=message.pk).update(state=MessageState.AT_RELAY, attempts=1)
    assert _report(message, "delivered", sid="SM1") == 204
    assert _state(message) == MessageState.ACCEPTED
    assert message.settled_at is not None
    assert twilio.taken == []


def test_nobody_but_the_gateway_reports(twilio: TestTwilio, settings: Any) -> None:
    message = _text()
    _send()
    path = f"/api/sms/{message.public_id}/"
    said = {"MessageSid": message.provider_key, "MessageStatus": "undelivered"}
    assert orders.tell(Client(), path, said, token="another") == 403
    assert Client().post(path, said).status_code == 403
    right = {"X-Twilio-Signature": orders.signature(f"http://testserver{path}", said)}
    assert Client().post(path, {**said, "More": "1"}, headers=right).status_code == 403
    settings.HEARBACK_SMS = None
    assert Client().post(path, said, headers=right).status_code == 403
    assert _state(message) == MessageState.ACCEPTED
    assert twilio.tried == 1


# apprise loads every plugin it has, and one of them an old part of Python's library.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_any_gateway_apprise_knows_carries_a_text(twilio: TestTwilio, settings: Any) -> None:
    port = settings.HEARBACK_SMS.api.rpartition(":")[2]
    path = f"2010-04-01/Accounts/{orders.ACCOUNT}/Messages.json"
    url = f"form://{orders.ACCOUNT}:{orders.TOKEN}@127.0.0.1:{port}/{path}?:To={{to}}&:Body=x"
    settings.HEARBACK_SMS = Gateway(url=url, pace=100.0)
    message = _text()
    assert _send() == 1
    (taken,) = twilio.taken
    assert message.text in taken.values()
    assert ANA.lstrip("+") in taken.values()
    assert _state(message) == MessageState.ACCEPTED


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_gateway_that_says_no_without_a_reason_leaves_it_to_a_person(
    twilio: TestTwilio, settings: Any
) -> None:
    port = settings.HEARBACK_SMS.api.rpartition(":")[2]
    settings.HEARBACK_SMS = Gateway(url=f"json://127.0.0.1:{port}/to/{{to}}", pace=100.0)
    message = _text()
    _send()
    settling.rescue(now=NOW)
    assert _state(message) == MessageState.IN_DOUBT
    assert twilio.tried == 1
