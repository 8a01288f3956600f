"""Following up at the pace of each person: planned, said why, sent once, and handed to ring."""

# M23 M24

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.accounts.models.member import Absence
from hearback.channels.hooks import reasons_to_stop
from hearback.channels.models import Channel, Message
from hearback.feedback.asking.actions import answer, contact_for, end, put_off, settle
from hearback.feedback.asking.models import Ask, Tap
from hearback.feedback.following.actions import follow_up, plan, remind
from hearback.feedback.following.models import Reminder
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.tests.makers import agreed, asked, client_contact
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry
from hearback.pipeline.models import Client
from tests.cast import NOW, Cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hearback.pipeline.models import Contact

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
REMINDER = "feedback.reminder"


def _walk(now: datetime, days: int) -> Iterator[datetime]:
    """Follow up every half hour for so many days; yields each moment just after."""
    for step in range(1, days * 48):
        moment = now + step * HOUR / 2
        follow_up(now=moment)
        yield moment


def _reminders() -> list[Message]:
    return list(Message.objects.filter(purpose=REMINDER).order_by("pk"))


def _answered_before(cast: Cast, contact: Contact, count: int, took: timedelta) -> None:
    """So many questions of the weeks before, each answered as quickly."""
    for number in range(1, count + 1):
        then = NOW - number * DAY
        one = asked(cast, contact, name=f"Somebody {number}", now=then)
        answer(ask=one, tap=Tap.YES, line="", channel=Channel.EMAIL, now=then + took)


def test_the_next_reminder_is_planned_and_says_why_then(cast: Cast) -> None:
    one = asked(cast)
    plan(one, now=NOW)
    one.refresh_from_db()
    assert one.next_at is not None
    assert one.next_at > NOW
    assert one.why_then.startswith("We know little of Grace Okafor yet, and most answer within")
    assert one.why_then.endswith("; the next reminder goes Wednesday 25 November, 10:00.")


def test_what_they_did_before_is_learned_and_said(cast: Cast) -> None:
    contact = contact_for(cast.grace)
    _answered_before(cast, contact, 12, HOUR / 2)
    one = asked(cast, contact)
    plan(one, now=NOW)
    one.refresh_from_db()
    assert "Grace Okafor usually answers within one working hour" in one.why_then
    assert "mostly between 10:30 and 11:00" in one.why_then


def test_what_was_heard_by_phone_teaches_nothing_about_letters(cast: Cast) -> None:
    contact = contact_for(cast.grace)
    for number in range(1, 9):
        then = NOW - number * DAY * 3
        earlier = asked(cast, contact, name=f"Somebody {number}", now=then)
        settle(ask=earlier, tap=Tap.YES, line="", by=cast.susan, now=then + HOUR)
    one = asked(cast, contact)
    plan(one, now=NOW)
    one.refresh_from_db()
    assert one.why_then.startswith("We know little of Grace Okafor yet")


def test_silence_brings_three_reminders_on_three_days_and_then_a_call(cast: Cast) -> None:
    contact = client_contact(cast, own_phone="+14165550123")
    # Who waits has been promised nothing more, so nothing hurries the call.
    one = asked(cast, contact)
    one.application.promises.to_candidate().update(due_at=NOW + 60 * DAY)
    for _ in _walk(NOW, 14):
        pass
    one.refresh_from_db()
    went = list(Reminder.objects.filter(asks=one).order_by("at"))
    assert len(went) == len({reminder.day for reminder in went}) == 3
    assert one.to_ring_at is not None
    assert "Lena Fox has not answered 3 reminders" in one.why_then
    first, *_rest, last = _reminders()
    assert "we are still waiting for your word" in first.text
    assert "the last time I write about it" in last.text
    ring = Message.objects.get(purpose="feedback.to_ring")
    assert ring.to_address == cast.susan.email
    assert "+1 416-555-0123" in ring.text
    kinds = Entry.objects.filter(application=one.application).values_list("kind", flat=True)
    assert [one_ for one_ in kinds if one_ in {"word.reminded", "word.to_ring"}] == [
        *["word.reminded"] * 3,
        "word.to_ring",
    ]


def test_it_becomes_a_call_before_the_candidate_is_to_hear(cast: Cast) -> None:
    one = asked(cast)
    due = one.application.promises.to_candidate().get().due_at
    for _ in _walk(NOW, 3):
        pass
    one.refresh_from_db()
    assert one.to_ring_at is not None
    assert one.to_ring_at < due
    assert "Ana Moreau is to hear from us" in one.why_then
    assert Reminder.objects.filter(asks=one).count() == 1


def test_all_that_is_open_goes_in_one_letter(cast: Cast) -> None:
    contact = agreed(contact_for(cast.grace))
    asks = [asked(cast, contact, name=name) for name in ("Ana Moreau", "Bo Lind")]
    for _ in _walk(NOW, 2):
        if Reminder.objects.exists():
            break
    [reminder], [letter] = Reminder.objects.all(), _reminders()
    assert set(reminder.asks.all()) == set(asks)
    assert letter.about == contact.public_id
    assert "Ana Moreau for Shop manager: lunch on Tuesday 24 November." in letter.text
    assert "Bo is waiting to hear from us by" in letter.text
    assert "You said within 2 working days" in letter.text


def test_later_moves_the_date_and_nobody_asks_before(cast: Cast) -> None:
    one = asked(cast)
    until = datetime(2026, 11, 27, 15, tzinfo=UTC)
    one.application.promises.to_candidate().update(due_at=NOW + 60 * DAY)
    put_off(ask=one, until=until, words="Friday", now=NOW + HOUR)
    for _ in _walk(NOW + HOUR, 5):
        if Reminder.objects.exists():
            break
    went = Reminder.objects.get().at
    assert until <= went < until + HOUR
    with pytest.raises(Refused, match="reminded today"):
        remind(contact=one.contact, by=cast.susan, now=went)


def test_put_off_they_are_left_in_peace_by_recruiters_too(cast: Cast) -> None:
    one = asked(cast)
    put_off(ask=one, until=NOW + 2 * DAY, words="Thursday", now=NOW)
    with pytest.raises(Refused, match="in peace"):
        remind(contact=one.contact, by=cast.susan, now=NOW + HOUR)


def test_a_recruiter_s_reminder_counts_and_a_second_one_is_refused(cast: Cast) -> None:
    one = asked(cast)
    remind(contact=one.contact, by=cast.susan, now=NOW + HOUR)
    with pytest.raises(Refused, match="was reminded today at 11:00"):
        remind(contact=one.contact, by=cast.jo, now=NOW + 2 * HOUR)
    for moment in _walk(NOW + HOUR, 1):
        if moment.date() > NOW.date():
            break
    assert Reminder.objects.count() == 1
    entry = Entry.objects.get(kind="word.reminded")
    assert (entry.by, entry.payload["number"]) == (cast.susan, 1)


def test_more_than_was_agreed_is_refused(cast: Cast) -> None:
    contact = client_contact(cast, most_reminders=1)
    one = asked(cast, contact)
    remind(contact=contact, by=cast.susan, now=NOW + HOUR)
    with pytest.raises(Refused, match="Ring them"):
        remind(contact=contact, by=cast.susan, now=NOW + DAY)
    end(ask=one, why="We decided.", by=cast.susan, now=NOW + DAY)
    with pytest.raises(Refused, match="owes us nothing"):
        remind(contact=contact, by=cast.susan, now=NOW + 2 * DAY)


def test_one_person_at_two_clients_is_one_person(cast: Cast) -> None:
    here = client_contact(cast)
    other = Client.objects.create(name="Oak Works", country="CA", owner=cast.jo, began_at=NOW)
    there = client_contact(cast, client=other, own_email="Lena@birch.example")
    asked(cast, here)
    asked(cast, there, name="Bo Lind")
    remind(contact=here, by=cast.susan, now=NOW + HOUR)
    with pytest.raises(Refused, match="reminded today"):
        remind(contact=there, by=cast.jo, now=NOW + HOUR)


def test_nobody_is_reminded_while_away_or_on_a_day_off(cast: Cast) -> None:
    Absence.objects.create(member=cast.grace, first_day=NOW.date(), last_day=NOW.date() + 6 * DAY)
    one = asked(cast)
    one.application.promises.to_candidate().update(due_at=NOW + 60 * DAY)
    plan(one, now=NOW)
    one.refresh_from_db()
    assert one.next_at is not None
    assert one.next_at.date() > NOW.date() + 6 * DAY


def test_whoever_has_no_hours_is_reminded_in_the_usual_ones(cast: Cast) -> None:
    contact = client_contact(cast)
    one = asked(cast, contact)
    contact.own_hours = {"0": []}
    contact.save()
    plan(one, now=NOW)
    one.refresh_from_db()
    assert one.next_at is not None


def test_a_reminder_does_not_leave_once_all_was_answered(cast: Cast) -> None:
    one = asked(cast)
    remind(contact=one.contact, by=cast.susan, now=NOW + HOUR)
    letters = _reminders()
    assert reasons_to_stop(letters, now=NOW + HOUR) == {}
    answer(ask=one, tap=Tap.NO, line="", channel=Channel.WEB, now=NOW + HOUR)
    assert reasons_to_stop(letters, now=NOW + HOUR).keys() == {letters[0].pk}


def test_whoever_wrote_something_to_be_read_is_not_asked_again_meanwhile(cast: Cast) -> None:
    one = asked(cast)
    said = {"ask": one, "contact": one.contact, "at": NOW, "channel": Channel.EMAIL}
    heard = Heard.objects.create(**said, words="Hm.", reading=Reading.UNCLEAR, needs_person=True)
    for _ in _walk(NOW, 4):
        pass
    assert not Reminder.objects.exists()
    with pytest.raises(Refused, match="Read that first"):
        remind(contact=one.contact, by=cast.susan, now=NOW + HOUR)
    heard.settled_at, heard.settled_by = NOW + DAY, cast.susan
    heard.save()
    remind(contact=one.contact, by=cast.susan, now=NOW + DAY)


def test_an_answer_ends_it(cast: Cast) -> None:
    one = asked(cast)
    follow_up(now=NOW)
    answer(ask=one, tap=Tap.YES, line="", channel=Channel.WEB, now=NOW + HOUR)
    for _ in _walk(NOW + HOUR, 7):
        pass
    assert not Reminder.objects.exists()
    assert not Ask.objects.exclude(to_ring_at=None)


def test_planning_many_reads_as_often_as_planning_one(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        contact = client_contact(
            cast, own_name=f"Contact {number}", own_email=f"c{number}@birch.example"
        )
        _answered_before(cast, contact, 1, HOUR)
        asked(cast, contact)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        follow_up(now=NOW)
    assert not Ask.objects.open().filter(next_at=None)
