"""Providers hand mail over by webhook: with the secret, once, and never lost."""

# I 36 37 38

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.channels.models import Arrival, ArrivalState
from hearback.endpoints import Inbound
from hearback.inbox.arrivals.reading import read_arrivals
from hearback.inbox.models import Received
from hearback.kit import clock
from tests.cast import NOW, make_cast
from tests.letters_in import JOBS, mail

pytestmark = pytest.mark.django_db(transaction=True)
POSTMARK, MAILGUN = "/api/mail/postmark/", "/api/mail/mailgun/"
SECRET = "hook:a-password-of-some-length"
KEY = "a-signing-key-of-some-length"


@pytest.fixture(autouse=True)
def doors(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_cast()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.HEARBACK_INBOUND = (
        Inbound(kind="postmark", user="hook", password="a-password-of-some-length"),
        Inbound(kind="mailgun", user=KEY),
    )


def _postmark(said: object, *, secret: str = SECRET) -> Any:
    sign = base64.b64encode(secret.encode()).decode()
    return Client().post(
        POSTMARK,
        json.dumps(said) if not isinstance(said, bytes) else said,
        content_type="application/json",
        headers={"Authorization": f"Basic {sign}"},
    )


def _mailgun(*, key: str = KEY, ago: timedelta = timedelta(), **more: str) -> Any:
    moment = str(int((NOW - ago).timestamp()))
    signature = hmac.new(key.encode(), f"{moment}token".encode(), hashlib.sha256).hexdigest()
    fields = {
        "timestamp": moment,
        "token": "token",
        "signature": signature,
        "sender": "ana@mail.example",
        "recipient": JOBS,
        "body-mime": mail("By Mailgun", sender="ana@mail.example").decode(),
        **more,
    }
    return Client().post(MAILGUN, fields)


def _text() -> str:
    read_arrivals(clock=lambda: NOW)
    return Received.objects.get().text


def test_postmark_hands_a_mail_over_raw() -> None:
    raw = mail("By Postmark", sender="ana@mail.example").decode()
    said = {"RawEmail": raw, "MessageID": "1", "OriginalRecipient": JOBS, "Headers": []}
    assert _postmark(said).status_code == 200
    assert _text() == "By Postmark"


def test_postmark_hands_a_mail_over_in_pieces_with_a_large_file() -> None:
    said = {
        "FromFull": {"Email": "ana@mail.example", "Name": "Ana Moreau"},
        "ToFull": [{"Email": JOBS, "Name": ""}],
        "OriginalRecipient": JOBS,
        "Subject": "Hello",
        "TextBody": "In pieces",
        "MessageID": "2",
        "Headers": [{"Name": "Message-ID", "Value": "<x@mail.example>"}],
        "Attachments": [
            {
                "Name": "big.bin",
                "ContentType": "application/octet-stream",
                "Content": base64.b64encode(b"x" * 6_000_000).decode(),
            }
        ],
    }
    assert _postmark(said).status_code == 200
    assert _text() == "In pieces"
    assert Received.objects.get().attachments.get().size == 6_000_000


def test_mailgun_hands_a_mail_over() -> None:
    assert _mailgun().status_code == 200
    assert _text() == "By Mailgun"


def test_the_same_call_again_is_one_mail() -> None:
    raw = mail("Again and again", sender="ana@mail.example").decode()
    for _ in range(3):
        assert _postmark({"RawEmail": raw, "MessageID": "1", "Headers": []}).status_code == 200
    assert Arrival.objects.count() == 1


def test_who_does_not_know_the_secret_is_not_listened_to() -> None:
    assert _postmark({}, secret="hook:guessed").status_code == 403
    assert Client().post(POSTMARK, b"{}", content_type="application/json").status_code == 403
    assert _mailgun(key="another-key-of-some-length").status_code == 403
    assert _mailgun(ago=timedelta(days=3)).status_code == 403
    assert _mailgun(ago=timedelta(days=-3)).status_code == 403
    assert Client().post(MAILGUN, {"body-mime": "x"}).status_code == 403
    assert not Arrival.objects.exists()


def test_without_a_secret_the_door_is_shut(settings: Any) -> None:
    settings.HEARBACK_INBOUND = ()
    assert _postmark({}).status_code == 403
    assert _mailgun().status_code == 403


@pytest.mark.parametrize("said", [b"no json", b"[]", b"{}", b'{"RawEmail": 5}'])
def test_what_is_no_mail_is_kept_and_shown(said: bytes) -> None:
    assert _postmark(said).status_code == 200
    read_arrivals(clock=lambda: NOW)
    assert Arrival.objects.get().state == ArrivalState.UNREADABLE
