"""Letters to addresses in any script: sent where the relay can, and never in the way of others."""

# M2

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hearback.channels import outbox
from hearback.channels.actions import Letter, queue
from hearback.channels.models import Message, MessageState
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)


def _queue(to: str, **more: str) -> Message:
    known = {
        "purpose": "tests.letter",
        "to_name": "محمد",
        "from_name": "Susan Ito",
        "reply_to": "jobs@harbour.example",
        "subject": "Papers",
        "text": "Hello,",
        "html": "",
    }
    return queue(Letter(to_address=to, **{**known, **more}), now=NOW)  # type: ignore[arg-type]  # all text


def _state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_domain_in_any_script_is_told_in_ascii(relay: TestRelay) -> None:
    _queue("ana@Bücher.example")
    assert outbox.send_due(clock=lambda: NOW) == 1
    (mail,) = relay.taken_by("ana@xn--bcher-kva.example")
    assert mail["To"].addresses[0].addr_spec == "ana@xn--bcher-kva.example"
    assert mail["To"].addresses[0].display_name == "محمد"


def test_an_address_the_relay_cannot_write_to_fails_alone(relay: TestRelay) -> None:
    """The test relay does not offer SMTPUTF8."""
    strange, plain = _queue("josé@mail.example"), _queue("ana@mail.example")
    assert outbox.send_due(clock=lambda: NOW) == 1
    assert _state(strange) == MessageState.FAILED
    assert "such letters" in strange.trouble
    assert _state(plain) == MessageState.ACCEPTED
    assert len(relay.taken) == 1


def test_a_letter_that_is_no_mail_fails_alone(relay: TestRelay) -> None:
    broken, plain = _queue("nobody"), _queue("ana@mail.example")
    Message.objects.filter(pk=broken.pk).update(subject="one\r\ntwo")
    assert outbox.send_due(clock=lambda: NOW) == 1
    assert _state(broken) == MessageState.FAILED
    assert _state(plain) == MessageState.ACCEPTED
    assert len(relay.taken) == 1
