"""What leaves the building, against a real relay that misbehaves."""

# M2 M7

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback.channels import outbox, settling
from hearback.channels.actions import (
    Letter,
    hold_sending,
    queue,
    recall,
    release_sending,
    send_again,
)
from hearback.channels.carriers import MAIL_CHUNK, MAIL_TRIES
from hearback.channels.models import Message, MessageState, Outbox, Urgency, WhenInDoubt
from hearback.kit.links import marker
from tests import relay as orders
from tests.cast import NOW
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + timedelta(minutes=10)


def _letter(to: str = "ana@mail.example", **more: object) -> Letter:
    fields: dict[str, object] = {
        "purpose": "tests.letter",
        "to_address": to,
        "to_name": "Ana Moreau",
        "from_name": "Susan Ito, Harbour & Pine",
        "reply_to": "jobs@harbour.example",
        "subject": "Your application",
        "text": "Hello Ana,\n\nyour papers are here.",
        "html": "<p>Hello Ana,</p><p>your papers are here.</p>",
    }
    return Letter(**{**fields, **more})  # type: ignore[arg-type]  # test letters vary by field


def _send(now: datetime = NOW) -> int:
    return outbox.send_due(clock=lambda: now)


def _state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_letter_reaches_the_relay_once_with_everything_a_mail_needs(relay: TestRelay) -> None:
    message = queue(_letter(), now=NOW)
    assert _send() == 1
    assert _send() == 0
    (mail,) = relay.taken
    assert mail["X-Envelope-To"] == "ana@mail.example"
    assert mail["From"] == '"Susan Ito, Harbour & Pine" <jobs@harbour.example>'
    assert mail["Reply-To"] == "jobs@harbour.example"
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] is None
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "your papers are here" in text.get_content()
    assert _state(message) == MessageState.ACCEPTED
    assert message.accepted_at == NOW


def test_an_automatic_letter_says_so(relay: TestRelay) -> None:
    queue(_letter(automatic=True), now=NOW)
    _send()
    assert relay.taken[0]["Auto-Submitted"] == "auto-generated"


def test_a_letter_waits_for_its_moment(relay: TestRelay) -> None:
    queue(_letter(), now=NOW, send_after=LATER)
    assert _send(NOW) == 0
    assert _send(LATER) == 1
    assert len(relay.taken) == 1


def test_who_stands_at_the_door_never_waits_behind_a_batch(relay: TestRelay) -> None:
    queue(_letter("many@mail.example", urgency=Urgency.BATCH), now=NOW - timedelta(hours=1))
    queue(_letter("ana@mail.example", urgency=Urgency.NOW), now=NOW)
    _send()
    assert [mail["X-Envelope-To"] for mail in relay.taken] == [
        "ana@mail.example",
        "many@mail.example",
    ]


def test_a_relay_that_is_down_loses_nothing_and_everything_leaves_once_it_is_back(
    relay: TestRelay,
) -> None:
    relay.die()
    message = queue(_letter(), now=NOW)
    assert _send() == 0
    assert _state(message) == MessageState.QUEUED
    assert Outbox.objects.get().relay_down_since == NOW
    assert _send(NOW + timedelta(seconds=5)) == 0, "it rests before it tries again"
    relay.start()
    assert _send(LATER) == 1
    assert len(relay.taken) == 1
    assert Outbox.objects.get().relay_down_since is None


def test_a_refused_address_fails_alone_and_says_why(relay: TestRelay) -> None:
    relay.tell("refuse bo@mail.example")
    good, bad = queue(_letter(), now=NOW), queue(_letter("bo@mail.example"), now=NOW)
    assert _send() == 1
    assert _state(good) == MessageState.ACCEPTED
    assert _state(bad) == MessageState.FAILED
    assert "nobody of that name" in bad.trouble
    relay.tell(orders.ACCEPT)
    assert send_again(bad, now=LATER)
    assert _send(LATER) == 1


def test_a_relay_that_hangs_up_after_a_refusal_has_refused_that_letter_only(
    relay: TestRelay,
) -> None:
    relay.tell(orders.REFUSE_AND_HANG_UP)
    message = queue(_letter("nobody@mail.example"), now=NOW)
    _send()
    assert _state(message) == MessageState.FAILED
    assert "nobody of that name" in message.trouble


def test_a_letter_at_which_the_relay_hangs_up_does_not_hold_up_the_others(
    relay: TestRelay,
) -> None:
    relay.tell("hang up at nobody@mail.example")
    first = queue(_letter("nobody@mail.example", urgency=Urgency.NOW), now=NOW)
    other = queue(_letter(), now=NOW)
    _send()
    assert _state(other) == MessageState.QUEUED
    assert _send(NOW + timedelta(seconds=31)) == 1
    assert _state(other) == MessageState.ACCEPTED
    assert _state(first) == MessageState.QUEUED
    relay.tell(orders.ACCEPT)
    assert _send(LATER) == 1
    assert _state(first) == MessageState.ACCEPTED


def test_come_back_later_is_obeyed_and_not_counted_as_a_failure(relay: TestRelay) -> None:
    relay.tell(orders.LATER)
    message = queue(_letter(), now=NOW)
    _send()
    assert _state(message) == MessageState.QUEUED
    assert message.send_after > NOW
    relay.tell(orders.ACCEPT)
    assert _send(NOW) == 0
    assert _send(message.send_after) == 1
    assert len(relay.taken) == 1


def test_after_five_days_of_later_it_is_given_up_visibly(relay: TestRelay) -> None:
    relay.tell(orders.LATER)
    message = queue(_letter(), now=NOW)
    waited, moment = timedelta(), NOW
    for tries in range(MAIL_TRIES - 1):
        waited += outbox.wait_after(tries)
    assert timedelta(days=4, hours=23) < waited < timedelta(days=5, hours=1)
    Message.objects.update(attempts=MAIL_TRIES - 2)
    for _ in range(2):
        _send(moment)
        assert message.trouble == "" or "come back later" in message.trouble
        message.refresh_from_db()
        moment = message.send_after
    assert message.state == MessageState.FAILED
    assert "come back later" in message.trouble


def test_a_line_that_breaks_before_the_message_was_taken_means_try_again(
    relay: TestRelay,
) -> None:
    relay.tell(orders.HANG_UP)
    message = queue(_letter(when_in_doubt=WhenInDoubt.SEND_AGAIN), now=NOW)
    _send()
    settling.rescue(now=NOW)
    relay.tell(orders.ACCEPT)
    assert _send(LATER) == 1
    assert _state(message) == MessageState.ACCEPTED
    assert len(relay.taken) == 1


def test_an_answer_whose_outcome_nobody_knows_waits_for_a_person(relay: TestRelay) -> None:
    relay.tell(orders.TAKE_AND_HANG_UP)
    message = queue(_letter(when_in_doubt=WhenInDoubt.ASK), now=NOW)
    assert _send() == 0
    settling.rescue(now=NOW)
    assert _state(message) == MessageState.IN_DOUBT
    relay.tell(orders.ACCEPT)
    assert _send(LATER) == 0
    assert len(relay.taken) == 1, "a decline is never repeated"


def test_a_receipt_whose_outcome_nobody_knows_goes_again_under_the_same_number(
    relay: TestRelay,
) -> None:
    relay.tell(orders.TAKE_AND_HANG_UP)
    queue(_letter(when_in_doubt=WhenInDoubt.SEND_AGAIN), now=NOW)
    _send()
    settling.rescue(now=NOW)
    relay.tell(orders.ACCEPT)
    assert _send(LATER) == 1
    first, second = relay.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_three_deaths_park_a_letter_whatever_it_is(relay: TestRelay) -> None:
    relay.tell(orders.TAKE_AND_HANG_UP)
    message = queue(_letter(when_in_doubt=WhenInDoubt.SEND_AGAIN), now=NOW)
    for minute in range(0, 50, 10):
        _send(NOW + timedelta(minutes=minute))
        settling.rescue(now=NOW + timedelta(minutes=minute))
    assert _state(message) == MessageState.IN_DOUBT
    assert message.deaths == 3
    assert len(relay.taken) == 3


def test_without_a_mail_server_nothing_is_lost(settings: Any) -> None:
    settings.HEARBACK_RELAY = None
    message = queue(_letter(), now=NOW)
    assert _send() == 0
    assert _state(message) == MessageState.HELD
    assert release_sending() == 1
    assert _state(message) == MessageState.QUEUED


def test_held_sending_lets_nothing_out_until_it_is_released(relay: TestRelay) -> None:
    hold_sending(reason="restored from a backup", now=NOW)
    message = queue(_letter(), now=NOW)
    assert _send() == 0
    assert _state(message) == MessageState.HELD
    assert relay.taken == []
    release_sending()
    assert _send() == 1


def test_a_recalled_letter_never_leaves_and_a_sent_one_cannot_be_recalled(
    relay: TestRelay,
) -> None:
    message = queue(_letter(), now=NOW)
    assert recall(message)
    assert _send() == 0
    other = queue(_letter("bo@mail.example"), now=NOW)
    _send()
    assert not recall(other)
    assert [mail["X-Envelope-To"] for mail in relay.taken] == ["bo@mail.example"]


@pytest.mark.parametrize(
    "name",
    [
        "Ana\r\nBcc: everyone@mail.example",
        "Ana\nSubject: no",
        "Ana\x00 Moreau",
        "Ana\u2028Bcc: x@mail.example",
        '"Ana" <other@mail.example>',
        "{{ settings.SECRET_KEY }}",
        "آنا مورو 🎉",
        "=?utf-8?q?Ana?=",
        "=?utf-8?q?=0D=0ABcc:_everyone=40mail.example?=",
        "=?utf-8?b?DQpCY2M6IGV2ZXJ5b25lQG1haWwuZXhhbXBsZQ==?=",
    ],
)
def test_no_name_adds_a_header_or_a_recipient(relay: TestRelay, name: str) -> None:
    queue(_letter(to_name=name, from_name=name, subject=f"About {name}"), now=NOW)
    assert _send() == 1
    (mail,) = relay.taken
    assert mail["X-Envelope-To"] == "ana@mail.example"
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject", [])) == 1
    assert [a.addr_spec for a in mail["To"].addresses] == ["ana@mail.example"]
    assert [a.addr_spec for a in mail["From"].addresses] == ["jobs@harbour.example"]


def test_stored_letters_hold_markers_and_only_the_sent_mail_holds_the_link(
    relay: TestRelay,
) -> None:
    place = marker("portal:status", "0e7b7f3e-6a35-4c1c-9a04-0d5a3c1f6f11", 1)
    message = queue(_letter(text=f"See: {place}"), now=NOW)
    _send()
    body = relay.taken[0].get_body(("plain",))
    assert body is not None
    assert "⟦" in message.text
    assert re.search(r"http://testserver/status/[\w-]{43}/", body.get_content())


def test_after_its_turn_a_sender_rings_for_the_rest_and_lets_others_work(relay: TestRelay) -> None:
    """A long batch must not keep a worker from everything else."""
    count = MAIL_CHUNK + 1
    for _ in range(count):
        queue(_letter(), now=NOW)
    rung = ProcrastinateJob.objects.filter(task_name="channels.send_due").count()
    moments = iter([NOW] * 3)
    later = NOW + outbox.TURN + timedelta(seconds=1)
    assert outbox.send_due(clock=lambda: next(moments, later)) == MAIL_CHUNK
    assert ProcrastinateJob.objects.filter(task_name="channels.send_due").count() == rung + 1
    assert _send(later) == 1
    assert len(relay.taken) == count


def test_letters_leave_at_the_pace_the_relay_allows(relay: TestRelay, settings: Any) -> None:
    settings.HEARBACK_RELAY = replace(settings.HEARBACK_RELAY, pace=1.0)
    for number in range(12):
        queue(_letter(f"p{number}@mail.example"), now=NOW)
    urgent = queue(_letter("code@mail.example", urgency=Urgency.NOW), now=NOW)
    assert _send() == 9
    assert _send() == 0, "the relay rests"
    assert _send(NOW + timedelta(seconds=8)) == 0
    assert _send(NOW + timedelta(seconds=9)) == 4
    assert relay.taken[0]["Message-ID"] == urgent.message_id


class _UndoneError(Exception):
    """Somebody changed their mind in the middle."""


# An act sends a letter (a number) or does several acts, and stands or is undone as a whole.
_ACTS = st.recursive(
    st.integers(0, 99),
    lambda inner: st.tuples(st.booleans(), st.lists(inner, max_size=4)),
    max_leaves=12,
)


def _do(act: Any) -> None:
    if isinstance(act, int):
        queue(_letter(f"person{act}@mail.example"), now=NOW)
        return
    is_undone, acts = act
    with suppress(_UndoneError), transaction.atomic():
        for one in acts:
            _do(one)
        if is_undone:
            raise _UndoneError


def _standing(act: Any) -> list[str]:
    """Who is written to by what was not undone."""
    if isinstance(act, int):
        return [f"person{act}@mail.example"]
    is_undone, acts = act
    return [] if is_undone else [who for one in acts for who in _standing(one)]


@given(acts=st.lists(_ACTS, max_size=4))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_undone_sends_nothing_and_what_is_done_sends(
    relay: TestRelay, acts: list[Any]
) -> None:
    """Reliability 13."""
    before = len(relay.taken)
    for act in acts:
        _do(act)
    while _send():
        pass
    written = [mail["X-Envelope-To"] for mail in relay.taken[before:]]
    assert sorted(written) == sorted(who for act in acts for who in _standing(act))
