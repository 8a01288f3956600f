"""Machines that say somebody is away, and what a recruiter says an unclear line meant."""

# M22 M24

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.channels.doors.reply_address import reply_to
from hearback.channels.models import ArrivalState, Channel, Message
from hearback.endpoints import Inbound
from hearback.feedback.asking.actions import answer, contact_for
from hearback.feedback.asking.models import About, Tap
from hearback.feedback.following.actions import follow_up
from hearback.feedback.hearing.actions import Came, hear, mean
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.hearing.queries import unclear
from hearback.feedback.tests.hearing_makers import LENA, answers, lena_is_asked, the_word
from hearback.feedback.tests.makers import asked
from hearback.kit.errors import Invalid, Refused
from tests.cast import NOW, Cast
from tests.letters_in import arrive, mail

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
"""Friday 27 November, half past four in Toronto: the last hour of work begins."""
AWAY = {"Auto_Submitted": "auto-replied"}


@pytest.fixture(autouse=True)
def mail_comes_in(settings: Any) -> None:
    settings.HEARBACK_INBOUND = (Inbound(kind="smtp", host="127.0.0.1", port=2525),)


# --- Machines ------------------------------------------------------------------------------------


def test_out_of_office_moves_the_date_and_never_answers(cast: Cast) -> None:
    one = lena_is_asked(cast)
    words = "Yes, I am away until Friday 4 December. No mail until then."
    arrival = answers(one, words, subject="Automatic reply: Ana", **AWAY)
    assert arrival.state == ArrivalState.NOTED
    assert one.answered_at is None
    assert one.put_off_until == datetime(2026, 12, 7, 14, 0, tzinfo=UTC)
    word = the_word(one)
    assert (word.reading, word.needs_person) == (Reading.AWAY, False)
    assert Message.objects.filter(purpose__startswith="feedback.").count() == 1


def test_an_absence_without_a_date_is_two_working_days_and_holds_for_all(cast: Cast) -> None:
    one = lena_is_asked(cast)
    other = lena_is_asked(cast, contact=one.contact, about=About.PAPERS)
    friday_noon = NOW + timedelta(days=3)
    answers(one, "I am away and read little mail.", now=friday_noon, **AWAY)
    tuesday = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
    other.refresh_from_db()
    assert (one.put_off_until, other.put_off_until) == (tuesday, tuesday)


def test_a_machine_puts_off_a_few_times_only(cast: Cast) -> None:
    one = lena_is_asked(cast)
    moved = set()
    for day in range(0, 30, 3):
        answers(one, f"Away, note {day}", now=NOW + timedelta(days=3 + day), **AWAY)
        moved.add(one.put_off_until)
    assert len(moved) == 3
    answers(one, "Yes", now=NOW + timedelta(days=40))
    assert one.answer == Tap.YES


def test_two_machines_that_write_to_each_other_are_stopped(cast: Cast) -> None:
    one = lena_is_asked(cast)
    states = [answers(one, f"Away {n}", **AWAY).state for n in range(8)]
    assert states.count(ArrivalState.LOOP) == 3
    assert Heard.objects.count() == 5


# --- Reading what was left to a person -----------------------------------------------------------


def test_a_recruiter_says_what_it_meant_once(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "not bad")
    word = the_word(one)
    mean(heard=word, tap=Tap.YES, by=cast.susan, now=NOW)
    one.refresh_from_db()
    assert (one.answer, one.line) == (Tap.YES, "not bad")
    assert not unclear(cast.susan, [cast.susan]).exists()
    with pytest.raises(Refused, match="read this already"):
        mean(heard=word, by=cast.susan, now=NOW)


def test_a_question_is_only_read_or_put_off(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "Can we talk about it on the phone?")
    mean(heard=the_word(one), until=FRIDAY, by=cast.susan, now=NOW)
    one.refresh_from_db()
    assert one.put_off_until == FRIDAY
    answers(one, "And what does she ask for?")
    mean(heard=the_word(one), by=cast.susan, now=NOW)
    one.refresh_from_db()
    assert one.answered_at is None


def test_what_was_asked_of_somebody_else_cannot_be_meant(cast: Cast) -> None:
    one, other = lena_is_asked(cast), asked(cast, contact_for(cast.grace), name="Ben Kurz")
    word = hear(
        contact=one.contact,
        ask=None,
        words="Yes",
        channel=Channel.WEB,
        at=NOW,
        came=Came([one]),
        now=NOW,
    )
    with pytest.raises(Invalid):
        mean(heard=word, ask=other, tap=Tap.YES, by=cast.susan, now=NOW)
    with pytest.raises(Invalid):
        mean(heard=word, tap=Tap.YES, by=cast.susan, now=NOW)
    assert unclear(cast.susan, [cast.susan]).get() == word


def test_only_who_answers_here_reads_what_is_unclear(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "hm")
    for member, many in ((cast.susan, 1), (cast.omar, 1), (cast.grace, 0), (cast.ben, 0)):
        assert unclear(member, [cast.susan]).count() == many
    assert not unclear(cast.susan, [cast.omar]).exists(), "Susan asked"


def test_the_page_and_a_mail_do_not_overrule_each_other(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answer(ask=one, tap=Tap.MAYBE, line="", channel=Channel.WEB, now=NOW)
    answers(one, "Yes")
    assert one.answer == Tap.MAYBE
    assert the_word(one).needs_person


def test_nobody_is_reminded_while_what_they_wrote_waits_for_us(cast: Cast) -> None:
    one = lena_is_asked(cast)
    follow_up(now=NOW)
    answers(one, "What is her notice period?")
    for day in range(1, 10):
        follow_up(now=NOW + timedelta(days=day))
    assert not Message.objects.filter(purpose="feedback.reminder").exists()
    one.refresh_from_db()
    assert "read that first" in one.why_then
    assert one.to_ring_at is None
    # Ana's own date is past by then, so once it is read it is rung about.
    mean(heard=the_word(one), by=cast.susan, now=NOW + timedelta(days=9))
    follow_up(now=NOW + timedelta(days=10))
    one.refresh_from_db()
    assert one.to_ring_at is not None


def test_a_reply_to_a_reminder_of_several_is_whose_name_it_begins_with(cast: Cast) -> None:
    one = lena_is_asked(cast)
    other = lena_is_asked(cast, contact=one.contact, name="Ben Kurz")
    days = iter(range(1, 9))
    while not Message.objects.filter(purpose="feedback.reminder").exists():
        follow_up(now=NOW + timedelta(days=next(days)))
    to = reply_to(Message.objects.get(purpose="feedback.reminder"))
    arrive(mail("Yes", sender=LENA, to=to))
    assert Heard.objects.get().ask is None
    arrive(mail("Kurz: no, too junior", sender=LENA, to=to))
    for row in (one, other):
        row.refresh_from_db()
    assert (one.answer, other.answer) == ("", Tap.NO)
