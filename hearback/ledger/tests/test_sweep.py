"""Before a promise breaks, when it breaks, and what the candidate hears of it."""

# M7 M9 M39

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from hearback.accounts.models import Absence
from hearback.channels.models import Message, MessageState
from hearback.ledger import plot
from hearback.ledger.actions import keep, renegotiate, settle_accepted, sweep
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import ApplicationState
from tests.cast import NOW, apply, make_cast

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def _letters(purpose: str) -> list[Message]:
    return list(Message.objects.filter(purpose=purpose).order_by("pk"))


def test_nothing_is_swept_before_its_moment() -> None:
    """A promise that is not near its date costs the sweep nothing."""
    promise = apply(make_cast()).promises.get()
    swept = sweep(now=promise.remind_at - MINUTE)
    assert (swept.reminded, swept.escalated, swept.broken) == (0, 0, 0)


def test_the_owner_is_reminded_once_with_everything_due_in_one_letter() -> None:
    """Two people wait for Susan; she gets one letter that names both."""
    cast = make_cast()
    first = apply(cast).promises.get()
    apply(cast, "Bo Chen")
    assert sweep(now=first.remind_at).reminded == 2
    assert sweep(now=first.remind_at + MINUTE).reminded == 0
    (letter,) = _letters("inbox.reminder")
    assert letter.to_address == cast.susan.email
    assert "Ana Moreau" in letter.text
    assert "Bo Chen" in letter.text


def test_the_stand_in_is_told_when_an_hour_is_left() -> None:
    """Jo stands in for Susan, so Jo hears of it."""
    cast = make_cast()
    promise = apply(cast).promises.get()
    sweep(now=promise.remind_at)
    assert sweep(now=promise.escalate_at).escalated == 1
    (letter,) = _letters("inbox.at_risk")
    assert letter.to_address == cast.jo.email


def test_the_lead_is_told_when_the_stand_in_is_away_too() -> None:
    """Nothing is owned by nobody."""
    cast = make_cast()
    Absence.objects.create(member=cast.jo, first_day=date(2026, 11, 20), last_day=date(2026, 12, 1))
    promise = apply(cast).promises.get()
    sweep(now=promise.remind_at)
    sweep(now=promise.escalate_at)
    assert [letter.to_address for letter in _letters("inbox.at_risk")] == [cast.omar.email]


def test_two_steps_due_at_once_are_both_taken_one_sweep_after_the_other() -> None:
    """After an hour without a worker the owner is still reminded, and the stand-in told."""
    promise = apply(make_cast()).promises.get()
    assert sweep(now=promise.escalate_at).reminded == 1
    assert sweep(now=promise.escalate_at).escalated == 1


def test_a_broken_promise_brings_an_apology_with_a_new_date_and_never_a_rejection() -> None:
    """On record as broken; the candidate reads sorry from Susan; Omar, the lead, is told."""
    cast = make_cast()
    application = apply(cast)
    promise = application.promises.get()
    assert sweep(now=promise.due_at + MINUTE).broken == 1
    promise.refresh_from_db()
    application.refresh_from_db()
    new = application.promises.get(state=PromiseState.OPEN)
    (apology,) = _letters("inbox.apology")
    assert promise.state == PromiseState.BROKEN
    assert application.state == ApplicationState.IN_PROGRESS
    assert (new.follows, new.told_by, new.owner) == (promise, apology, cast.susan)
    assert new.due_at > promise.due_at
    assert apology.from_name.startswith("Susan Ito")
    assert "sorry" in apology.text
    assert [letter.to_address for letter in _letters("inbox.broken")] == [cast.omar.email]


def test_an_owner_who_is_away_says_sorry_and_the_stand_in_takes_the_new_date() -> None:
    """Susan was named, so she apologises; Jo is here, so Jo answers."""
    cast = make_cast()
    application = apply(cast)
    Absence.objects.create(
        member=cast.susan, first_day=date(2026, 11, 25), last_day=date(2026, 12, 1)
    )
    sweep(now=application.promises.get().due_at + MINUTE)
    new = application.promises.get(state=PromiseState.OPEN)
    assert new.owner == cast.jo
    assert _letters("inbox.apology")[0].from_name.startswith("Susan Ito")


def test_a_promise_still_holds_at_its_very_moment() -> None:
    """By 10:00 means that 10:00 is not late."""
    promise = apply(make_cast()).promises.get()
    assert sweep(now=promise.due_at).broken == 0


def test_sweeping_twice_breaks_and_apologises_once() -> None:
    """Two workers may sweep at once: the second finds nothing left to do."""
    promise = apply(make_cast()).promises.get()
    late = promise.due_at + MINUTE
    assert sweep(now=late).broken == 1
    assert sweep(now=late).broken == 0
    assert len(_letters("inbox.apology")) == 1


def test_a_promise_that_fails_steps_aside_and_the_others_go_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One bad row must not keep everybody else from being remembered."""
    cast = make_cast()
    bad, good = apply(cast).promises.get(), apply(cast, "Bo Chen").promises.get()
    normal = dict(plot._follows)

    def fail_for_ana(entry: Entry, *, now: object) -> None:
        assert now
        if entry.payload["promise"] == bad.pk:
            raise ZeroDivisionError

    plot._follows["promise.reminded"] = (fail_for_ana,)
    try:
        swept = sweep(now=good.remind_at)
    finally:
        plot._follows.update(normal)
    bad.refresh_from_db()
    assert (swept.reminded, swept.troubled) == (1, 1)
    assert bad.sweep_troubles == 1
    assert bad.next_at > good.remind_at
    assert bad.ladder_step == 0
    assert "promise_stepped_aside" in caplog.text
    assert sweep(now=bad.next_at).reminded == 1


def _accepted(message: Message, at: object) -> Message:
    Message.objects.filter(pk=message.pk).update(state=MessageState.ACCEPTED, accepted_at=at)
    message.refresh_from_db()
    return message


@pytest.mark.parametrize(
    ("minutes_late", "state"), [(-1, PromiseState.RENEGOTIATED), (1, PromiseState.BROKEN)]
)
def test_a_new_date_counts_only_when_it_reached_the_person_before_the_old_one(
    minutes_late: int, state: PromiseState
) -> None:
    """Told in time: moved. Told too late: broken, however early it was decided."""
    cast = make_cast()
    promise = apply(cast).promises.get()
    message = Message.objects.get(purpose="careers.receipt")
    new = renegotiate(
        promise=promise,
        due_at=promise.due_at + timedelta(days=2),
        reason="Grace is ill",
        words="Susan tells you by Friday",
        told_by=message,
        by=cast.susan,
        now=NOW,
    )
    at = promise.due_at + minutes_late * MINUTE
    settle_accepted([_accepted(message, at)], now=at)
    promise.refresh_from_db()
    new.refresh_from_db()
    assert promise.state == state
    assert new.state == PromiseState.OPEN


@pytest.mark.parametrize(
    ("minutes_late", "state"), [(0, PromiseState.KEPT), (1, PromiseState.KEPT_LATE)]
)
def test_a_call_that_was_logged_keeps_a_promise_on_time_or_late(
    minutes_late: int, state: PromiseState
) -> None:
    """Evidence decides, not the moment somebody typed it in."""
    cast = make_cast()
    application = apply(cast)
    promise = application.promises.get()
    at = promise.due_at + minutes_late * MINUTE
    with transaction.atomic():
        kept = keep(promise=promise, evidence="Rang Ana, told her", at=at, by=cast.susan, now=at)
        Promise.objects.create(
            **{
                field: getattr(promise, field)
                for field in (
                    "owner",
                    "application",
                    "what",
                    "words",
                    "made_at",
                    "remind_at",
                    "escalate_at",
                    "due_at",
                )
            },
            next_at=promise.due_at,
        )
    assert kept.state == state


def test_a_promise_is_not_kept_without_evidence() -> None:
    """A stage move or a good intention keeps nothing."""
    cast = make_cast()
    promise = apply(cast).promises.get()
    with pytest.raises(Exception, match="evidence"):
        keep(promise=promise, evidence=" ", at=NOW, by=cast.susan, now=NOW)
