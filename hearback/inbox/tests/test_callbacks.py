"""Calls are returned: asked, tried, spoken, missed, and never forgotten."""

# M12

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hearback.channels import outbox
from hearback.channels.models import Channel, Message
from hearback.inbox.actions import (
    Heard,
    ask,
    conversation_about,
    conversation_with,
    hear,
    log_call,
    need_no_answer,
    reply,
)
from hearback.inbox.callbacks.actions import (
    alarm_calls,
    ask_for_call,
    begin_to_ring,
    book_call,
    call_off,
    log_attempt,
    plan_call_back,
)
from hearback.inbox.callbacks.actions.owe import Wanted
from hearback.inbox.callbacks.models import CallAttempt, Callback, Outcome
from hearback.inbox.callbacks.queries import alarms_of, calls_owed
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import hand_over, sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Application, FirstAnswer
from hearback.rules.calls import Window
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TODAY_AFTERNOON = "2026-11-24-afternoon"
ANA = "ana.moreau@mail.example"


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied."""
    return apply(cast)


def _asks(ana: Application, choice: str = TODAY_AFTERNOON, *, now: datetime = NOW) -> Callback:
    return ask_for_call(application=ana, choice=choice, number="416 555 0142", now=now)


def _books(cast: Cast, ana: Application, at: datetime = NOW + HOUR) -> Callback:
    conversation = conversation_about(ana, now=NOW)
    about = "The second interview"
    return book_call(
        conversation=conversation, at=at, number="+14165550142", about=about, by=cast.susan, now=NOW
    )


def _tick(now: datetime) -> None:
    """What the clock does every few seconds."""
    alarm_calls(now=now)
    for _ in range(3):
        sweep(now=now)
    outbox.send_due(clock=lambda: now)


def _words(relay: TestRelay, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in relay.taken_by(address)]


def test_who_asks_is_rung_in_their_window_and_told_so(ana: Application, relay: TestRelay) -> None:
    callback = _asks(ana)
    promise = callback.promise
    assert promise.what == "call"
    assert promise.due_at == NOW + 7 * HOUR  # 17:00 in Toronto
    when = "Tuesday 24 November, 13:00 to 17:00"
    assert promise.words == f"Susan Ito rings you: {when}"
    assert callback.number == "+14165550142"
    outbox.send_due(clock=lambda: NOW)
    assert f"I ring you: {when}" in _words(relay, ANA)


def test_the_wish_stands_in_the_conversation(ana: Application) -> None:
    _asks(ana)
    received = conversation_about(ana, now=NOW).received.get()
    assert received.channel == Channel.WEB
    assert "13:00 to 17:00, on +1 416-555-0142" in received.text


def test_a_number_nobody_can_ring_is_refused_and_nothing_is_promised(ana: Application) -> None:
    for number in ("12345", "call me", "+1 900 555 0142 0", "+44 909 8790000"):
        with pytest.raises(Invalid, match="check this number"):
            ask_for_call(application=ana, choice=TODAY_AFTERNOON, number=number, now=NOW)
    assert not Callback.objects.exists()


def test_a_time_that_has_passed_meanwhile_is_refused(ana: Application) -> None:
    with pytest.raises(Invalid, match="not free any more"):
        _asks(ana, "2026-11-23-afternoon")


def test_a_question_closed_without_an_answer_leaves_the_promised_call_owed(
    cast: Cast, ana: Application
) -> None:
    callback = _asks(ana)
    received = ask(application=ana, words="Is there a car park?", now=NOW)
    reason = "It stands on the page."
    need_no_answer(conversation=received.conversation, reason=reason, by=cast.susan, now=NOW)
    callback.promise.refresh_from_db()
    assert callback.promise.state == PromiseState.OPEN


def test_a_call_from_before_they_applied_keeps_nothing(cast: Cast, ana: Application) -> None:
    for at, why in ((NOW - 2 * HOUR, "not applied yet"), (NOW + 2 * HOUR, "after you made it")):
        with pytest.raises(Refused, match=why):
            log_call(
                application=ana, words="Spoke.", at=at, answers=True, by=cast.susan, now=NOW + HOUR
            )
    assert Promise.objects.open().get(application=ana).what == "first_answer"


def test_choosing_again_moves_the_call_and_owes_one_only(ana: Application) -> None:
    first = _asks(ana)
    second = _asks(ana, "2026-11-25-morning")
    first.promise.refresh_from_db()
    assert first.promise.state == PromiseState.RELEASED
    assert [one.pk for one in calls_owed()] == [second.promise.pk]


def test_having_spoken_keeps_the_promise_on_time(cast: Cast, ana: Application) -> None:
    callback = _asks(ana)
    later = NOW + 5 * HOUR
    log_attempt(
        promise=callback.promise,
        outcome=Outcome.SPOKE,
        words="She can start in May.",
        by=cast.susan,
        now=later,
    )
    promise = Promise.objects.get(pk=callback.promise.pk)
    assert promise.state == PromiseState.KEPT
    assert promise.evidence == "Susan Ito: She can start in May."
    assert not calls_owed().exists()
    # What was promised about the application is owed as before.
    assert Promise.objects.open().get(application=ana).what == "first_answer"


def test_a_call_noted_twice_is_noted_once(cast: Cast, ana: Application) -> None:
    callback = _asks(ana)
    log_attempt(promise=callback.promise, outcome=Outcome.SPOKE, by=cast.susan, now=NOW + HOUR)
    with pytest.raises(Refused, match="not owed any more"):
        log_attempt(promise=callback.promise, outcome=Outcome.SPOKE, by=cast.jo, now=NOW + HOUR)
    assert CallAttempt.objects.count() == 1


def test_two_tries_in_vain_bring_times_to_choose_and_a_new_date(
    cast: Cast, ana: Application, relay: TestRelay
) -> None:
    callback = _asks(ana)
    tries = (NOW + 4 * HOUR, NOW + 5 * HOUR)
    for at in tries:
        log_attempt(promise=callback.promise, outcome=Outcome.NO_ANSWER, by=cast.susan, now=at)
    outbox.send_due(clock=lambda: tries[1])
    (mail,) = [one for one in relay.taken_by(ANA) if "did not reach you" in str(one["Subject"])]
    body = mail.get_body(("plain",))
    assert body is not None
    said = body.get_content()
    assert "Wednesday 25 November, 09:00 to 12:00" in said
    assert "I try again by Thursday 26 November, 15:00 unless you choose" in said
    old = Promise.objects.get(pk=callback.promise.pk)
    assert old.state == PromiseState.RENEGOTIATED
    (owed,) = calls_owed()
    callback.refresh_from_db()
    assert owed == callback.promise
    assert owed.due_at > old.due_at


def test_one_try_in_vain_changes_no_date_and_writes_nothing(cast: Cast, ana: Application) -> None:
    callback = _asks(ana)
    log_attempt(promise=callback.promise, outcome=Outcome.VOICEMAIL, by=cast.susan, now=NOW + HOUR)
    assert [one.pk for one in calls_owed()] == [callback.promise.pk]
    assert not Message.objects.filter(purpose="inbox.call_missed").exists()


def test_a_wrong_number_is_asked_about_at_once(
    cast: Cast, ana: Application, relay: TestRelay
) -> None:
    callback = _asks(ana)
    log_attempt(
        promise=callback.promise, outcome=Outcome.WRONG_NUMBER, by=cast.susan, now=NOW + HOUR
    )
    outbox.send_due(clock=lambda: NOW + HOUR)
    mail = relay.taken_by(ANA)[-1]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "that is not your number" in body.get_content()


def test_silence_is_reminded_of_escalated_and_apologised_for(
    cast: Cast, ana: Application, relay: TestRelay
) -> None:
    callback = _asks(ana)
    due = callback.promise.due_at
    _tick(due - HOUR / 2)
    _tick(due - HOUR / 2)
    assert "Somebody is about to wait longer than you said" in _words(relay, cast.susan.email)
    assert "A promise of Susan Ito is about to break" in _words(relay, cast.jo.email)
    _tick(due + MINUTE)
    outbox.send_due(clock=lambda: due + MINUTE)
    assert "Sorry, I did not ring you" in _words(relay, ANA)
    callback.refresh_from_db()
    assert callback.promise.state == PromiseState.OPEN
    assert callback.promise.follows is not None
    assert callback.promise.follows.state == PromiseState.BROKEN


def test_a_mail_does_not_keep_a_promised_call(
    cast: Cast, ana: Application, relay: TestRelay
) -> None:
    callback = _asks(ana)
    conversation = conversation_about(ana, now=NOW)
    heard = Heard(channel=Channel.EMAIL, text="Is there a car park?", at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)
    assert Promise.objects.open().filter(conversation=conversation).count() == 2
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    (owed,) = Promise.objects.open().filter(conversation=conversation)
    assert owed == callback.promise
    assert relay.taken


def test_who_needs_no_call_any_more_says_so(ana: Application) -> None:
    callback = _asks(ana)
    call_off(application=ana, now=NOW)
    callback.promise.refresh_from_db()
    assert callback.promise.state == PromiseState.RELEASED
    with pytest.raises(Refused, match="no call of this kind"):
        call_off(application=ana, now=NOW)


def test_a_missed_call_of_a_stranger_is_returned(cast: Cast, relay: TestRelay) -> None:
    conversation = conversation_with("noor@mail.example", name="Noor", owner=cast.susan, now=NOW)
    window = Window(NOW + HOUR, NOW + 3 * HOUR)
    wanted = Wanted(window=window, number="+14165550177", asked_by=Channel.PHONE)
    callback = plan_call_back(conversation=conversation, wanted=wanted, by=cast.jo, now=NOW)
    # Nobody knows Noor's clock, so the owner's is meant, and said.
    assert callback.zone == "America/Toronto"
    outbox.send_due(clock=lambda: NOW)
    body = relay.taken_by("noor@mail.example")[-1].get_body(("plain",))
    assert body is not None
    assert "11:00 to 13:00, Toronto time" in body.get_content()
    log_attempt(promise=callback.promise, outcome=Outcome.SPOKE, by=cast.susan, now=NOW + HOUR)
    assert not calls_owed().exists()


def test_a_window_that_is_over_cannot_be_promised(cast: Cast, ana: Application) -> None:
    conversation = conversation_about(ana, now=NOW)
    for window in (Window(NOW - 2 * HOUR, NOW - HOUR), Window(NOW + HOUR, NOW)):
        wanted = Wanted(window=window, number="+14165550142")
        with pytest.raises(Refused, match="window"):
            plan_call_back(conversation=conversation, wanted=wanted, by=cast.susan, now=NOW)


def test_a_booked_call_is_told_and_alarms_before_at_and_after(
    cast: Cast, ana: Application, relay: TestRelay
) -> None:
    at = NOW + HOUR
    _books(cast, ana, at)
    _tick(NOW)
    assert "We talk: Tuesday 24 November, 11:00" in _words(relay, ANA)
    for minute in range(-15, 10):
        _tick(at + minute * MINUTE)
        _tick(at + minute * MINUTE + MINUTE / 2)
    assert _words(relay, cast.susan.email)[:2] == [
        "In a few minutes: ring Ana Moreau",
        "Now: ring Ana Moreau",
    ]
    assert "Susan Ito has not rung Ana Moreau yet: can you?" in _words(relay, cast.jo.email)
    # Written to before ten minutes have passed, with a new date the same day.
    _tick(at + 9 * MINUTE + MINUTE / 2)
    assert "Sorry, I did not ring you" in _words(relay, ANA)
    (owed,) = calls_owed()
    assert owed.due_at == at + 155 * MINUTE  # two hours of work, lunch between
    assert owed.follows is not None
    assert owed.follows.state == PromiseState.BROKEN


def test_alarms_ring_once_however_often_the_clock_comes_by(cast: Cast, ana: Application) -> None:
    at = NOW + HOUR
    _books(cast, ana, at)
    assert [alarm_calls(now=at - 10 * MINUTE) for _ in range(3)] == [1, 0, 0]
    # The worker was down from here on: one letter, the one that matters.
    assert [alarm_calls(now=at + 6 * MINUTE) for _ in range(3)] == [1, 0, 0]
    last = Message.objects.filter(purpose="inbox.call_alarm").latest("pk")
    assert last.to_address == cast.jo.email


def test_noting_the_call_ends_the_alarms_and_is_on_time(cast: Cast, ana: Application) -> None:
    at = NOW + HOUR
    callback = _books(cast, ana, at)
    assert alarms_of(cast.susan, now=at) == [callback]
    log_attempt(promise=callback.promise, outcome=Outcome.SPOKE, by=cast.susan, now=at + 3 * MINUTE)
    assert alarms_of(cast.susan, now=at + 4 * MINUTE) == []
    for minute in range(4, 20):
        alarm_calls(now=at + minute * MINUTE)
        sweep(now=at + minute * MINUTE)
    promise = Promise.objects.get(pk=callback.promise.pk)
    assert promise.state == PromiseState.KEPT
    assert not Message.objects.filter(purpose="inbox.apology").exists()


def test_who_is_on_the_phone_is_not_alarmed_and_not_taken_for_somebody_who_forgot(
    cast: Cast, ana: Application
) -> None:
    at = NOW + HOUR
    callback = _books(cast, ana, at)
    begin_to_ring(promise=callback.promise, by=cast.susan, now=at + MINUTE)
    assert alarms_of(cast.susan, now=at + 2 * MINUTE) == []
    for minute in range(2, 40):
        assert alarm_calls(now=at + minute * MINUTE) == 0
        sweep(now=at + minute * MINUTE)
    end = at + 40 * MINUTE
    log_attempt(promise=callback.promise, outcome=Outcome.SPOKE, by=cast.susan, now=end)
    assert Promise.objects.get(pk=callback.promise.pk).state == PromiseState.KEPT


def test_a_booked_call_rung_eight_minutes_late_is_kept_late(cast: Cast, ana: Application) -> None:
    at = NOW + HOUR
    callback = _books(cast, ana, at)
    log_attempt(promise=callback.promise, outcome=Outcome.SPOKE, by=cast.susan, now=at + 8 * MINUTE)
    assert Promise.objects.get(pk=callback.promise.pk).state == PromiseState.KEPT_LATE


def test_a_booked_call_handed_over_alarms_the_new_caller_and_breaks_no_sooner(
    cast: Cast, ana: Application
) -> None:
    at = NOW + HOUR
    callback = _books(cast, ana, at)
    hand_over(promise=callback.promise, to=cast.omar, by=cast.susan, now=NOW)
    for minute in range(-60, 9):
        sweep(now=at + minute * MINUTE)
    assert [one.pk for one in alarms_of(cast.omar, now=at)] == [callback.pk]
    assert Promise.objects.get(pk=callback.promise.pk).state == PromiseState.OPEN
    sweep(now=at + 10 * MINUTE)
    assert Promise.objects.get(pk=callback.promise.pk).state == PromiseState.BROKEN


def test_a_call_cannot_be_booked_for_the_past(cast: Cast, ana: Application) -> None:
    with pytest.raises(Refused, match="still to come"):
        _books(cast, ana, NOW)


def _call_first(cast: Cast) -> Application:
    cast.opening.first_answer_by = FirstAnswer.CALL
    cast.opening.save()
    return apply(cast)


def test_an_opening_may_answer_first_with_a_call(cast: Cast, relay: TestRelay) -> None:  # M4
    ana = _call_first(cast)
    promise = Promise.objects.open().get(application=ana)
    assert promise.what == "call"
    assert promise.words.startswith("Susan Ito rings you by ")
    outbox.send_due(clock=lambda: NOW)
    body = relay.taken_by(ANA)[0].get_body(("plain",))
    assert body is not None
    assert "What happens next: Susan Ito rings you by " in body.get_content()


def test_that_call_keeps_the_promise_and_brings_the_next(cast: Cast) -> None:  # M4
    ana = _call_first(cast)
    promise = Promise.objects.open().get(application=ana)
    log_attempt(promise=promise, outcome=Outcome.SPOKE, by=cast.susan, now=NOW + HOUR)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert Promise.objects.open().get(application=ana).what == "next_answer"


def test_a_time_chosen_for_that_call_leaves_nobody_in_a_black_hole(cast: Cast) -> None:  # M4
    ana = _call_first(cast)
    callback = _asks(ana, "2026-11-25-after_five")
    assert callback.promise.conversation is None
    assert [one.pk for one in Promise.objects.open().filter(application=ana)] == [
        callback.promise.pk
    ]
    with pytest.raises(Refused):
        call_off(application=ana, now=NOW)


def test_two_tries_in_vain_leave_that_call_owed_with_a_date(cast: Cast) -> None:  # M4
    ana = _call_first(cast)
    promise = Promise.objects.open().get(application=ana)
    for hours in (1, 2):
        log_attempt(
            promise=promise, outcome=Outcome.NO_ANSWER, by=cast.susan, now=NOW + hours * HOUR
        )
    assert Promise.objects.open().filter(application=ana, what="call").exists()
    assert Message.objects.filter(purpose="inbox.call_missed").exists()
