"""What mail providers report: believed with the secret, harmless twice or out of order."""

# M7

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from hearback.channels import outbox
from hearback.channels.models import Message, MessageState
from hearback.endpoints import MailEvents
from hearback.kit import clock
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application
from tests.cast import NOW, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "a-secret-of-the-tests"
PATH = "/api/mail-events/"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def receipt(relay: TestRelay, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Message:
    """A receipt that has left; Postmark is set to tell of it."""
    settings.HEARBACK_MAIL_EVENTS = MailEvents(provider="postmark", user="us", password=SECRET)
    monkeypatch.setattr(clock, "now", lambda: LATER)
    application: Application = apply(make_cast())
    outbox.send_due(clock=lambda: NOW)
    assert relay.taken
    return Message.objects.get(about=application.public_id)


def _tell(words: dict[str, object], *, password: str = SECRET) -> int:
    who = b64encode(f"us:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {who}"}
    answer = Client().post(PATH, json.dumps(words), "application/json", headers=headers)
    return answer.status_code


def _bounce(receipt: Message, **more: object) -> dict[str, object]:
    return {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "MessageID": "8d2b3c1a-0000-4000-8000-000000000000",
        "Email": receipt.to_address,
        "Details": "550 5.1.1 nobody of that name",
        "BouncedAt": "2026-11-24T15:30:00Z",
        **more,
    }


def _delivery(receipt: Message) -> dict[str, object]:
    return {
        "RecordType": "Delivery",
        "MessageID": "8d2b3c1a-0000-4000-8000-000000000000",
        "Recipient": receipt.to_address,
        "Details": "250 ok",
        "DeliveredAt": "2026-11-24T15:20:00Z",
    }


def _state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_bounce_is_drawn_its_consequences_once(receipt: Message) -> None:
    assert _tell(_delivery(receipt)) == 204
    assert _tell(_bounce(receipt)) == 204
    assert _state(receipt) == MessageState.RETURNED
    assert receipt.address_is_bad
    assert "nobody of that name" in receipt.trouble
    entries = Entry.objects.count()
    for words in (_bounce(receipt), _delivery(receipt), _bounce(receipt)):
        assert _tell(words) == 204
    assert _state(receipt) == MessageState.RETURNED
    assert Entry.objects.count() == entries


def test_a_delivery_is_written_down(receipt: Message) -> None:
    assert _tell(_delivery(receipt)) == 204
    receipt.refresh_from_db()
    assert receipt.delivered_at is not None
    assert receipt.state == MessageState.ACCEPTED


def test_what_is_merely_delayed_or_opened_changes_nothing(receipt: Message) -> None:
    assert _tell(_bounce(receipt, Type="Transient")) == 204
    assert _tell({**_delivery(receipt), "RecordType": "Open", "ReceivedAt": "x"}) in {204, 400}
    assert _state(receipt) == MessageState.ACCEPTED
    assert receipt.delivered_at is None


def test_nobody_is_believed_without_the_secret(receipt: Message, settings: Any) -> None:
    assert _tell(_bounce(receipt), password="guessed-guessed") == 403
    assert Client().post(PATH, json.dumps(_bounce(receipt)), "application/json").status_code == 403
    settings.HEARBACK_MAIL_EVENTS = None
    assert _tell(_bounce(receipt)) == 403
    assert _state(receipt) == MessageState.ACCEPTED


def test_words_nobody_can_read_are_turned_down(receipt: Message) -> None:
    who = b64encode(f"us:{SECRET}".encode()).decode()
    headers = {"Authorization": f"Basic {who}"}
    answer = Client().post(PATH, "{not json", "application/json", headers=headers)
    assert answer.status_code == 400
    assert _state(receipt) == MessageState.ACCEPTED


def test_a_report_about_a_letter_of_somebody_else_is_nothing(receipt: Message) -> None:
    assert _tell(_bounce(receipt, Email="noor@mail.example")) == 204
    assert _state(receipt) == MessageState.ACCEPTED


def test_mailgun_signs_and_names_the_letter_by_its_number(receipt: Message, settings: Any) -> None:
    settings.HEARBACK_MAIL_EVENTS = MailEvents(provider="mailgun", user="", password=SECRET)
    stamp, word = str(LATER.timestamp()), "a" * 50
    seal = hmac.new(SECRET.encode(), f"{stamp}{word}".encode(), sha256).hexdigest()
    event = {
        "event": "failed",
        "severity": "permanent",
        "id": "x",
        "timestamp": LATER.timestamp(),
        "recipient": receipt.to_address,
        "message": {"headers": {"message-id": receipt.message_id.strip("<>")}},
        "delivery-status": {"code": 550, "message": "no such user"},
        "reason": "bounce",
    }
    signature = {"timestamp": stamp, "token": word, "signature": seal}
    body = {"signature": signature, "event-data": event}
    wrong = {**body, "signature": {**signature, "signature": "0" * 64}}
    assert _tell(wrong) == 403
    assert _tell(body) == 204
    assert _state(receipt) == MessageState.RETURNED
