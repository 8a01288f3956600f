"""An interview in its readers' calendars, by real mail out and in: booked, moved, answered, off."""

# M15, fault K97

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.channels import outbox
from hearback.inbox.arrivals.reading import read_arrivals
from hearback.interviews.availability.queries import free_slots
from hearback.interviews.booking.actions import book, call_off, move, replace
from hearback.interviews.invites.tests.clients import Seen, seen_in
from hearback.interviews.models import Interview, Reply
from hearback.interviews.tests.makers import invited
from tests.calendar_replies import apple, google, outlook, reply
from tests.cast import NOW, Cast, apply, make_cast
from tests.letters_in import JOBS
from tests.mail_door import Door

if TYPE_CHECKING:
    from hearback.rules.slots import Slot
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)
ANA, GRACE, BEN = "ana.moreau@mail.example", "grace@harbour.example", "ben@harbour.example"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def interview(cast: Cast) -> Interview:
    return invited(cast, apply(cast))


def slot(interview: Interview, days: int) -> Slot:
    """The first free time so many days from now."""
    since = NOW + timedelta(days=days)
    times = free_slots(
        interview.round, zone="America/Toronto", now=NOW, since=since, most=1, ignoring=interview
    )
    return times[0]


def seen_by(relay: TestRelay, address: str) -> list[Seen]:
    """What a reader's calendars understood of each mail that brought them an entry, in order."""
    outbox.send_due(clock=lambda: NOW)
    mails = [
        mail
        for mail in relay.taken_by(address)
        if any(part.get_content_type() == "text/calendar" for part in mail.walk())
    ]
    assert "⟦" not in "".join(mail.as_string() for mail in mails)
    return [seen_in(mail) for mail in mails]


def story_of(seen: list[Seen]) -> list[tuple[str, int, str]]:
    return [(one.method, one.sequence, one.status) for one in seen]


def test_booked_moved_and_called_off_is_one_entry_that_goes_again(
    interview: Interview, cast: Cast, relay: TestRelay
) -> None:
    first, second = slot(interview, 3), slot(interview, 7)
    booked = book(interview=interview, slot=first, by=None, now=NOW)
    moved = move(interview=booked, slot=second, reason="Grace is ill.", by=cast.susan, now=NOW)
    call_off(interview=moved, reason="The job is on hold.", by=cast.susan, now=NOW)
    expected = [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]
    for address in (ANA, GRACE, BEN):
        seen = seen_by(relay, address)
        assert story_of(seen) == expected
        assert {one.uid for one in seen} == {interview.uid}
    at_first, then, _off = seen_by(relay, ANA)
    assert (at_first.begins, at_first.ends) == (first.begins_at, first.ends_at)
    assert (then.begins, then.ends) == (second.begins_at, second.ends_at)
    assert "/status/" in then.description
    assert "/seat/" in seen_by(relay, GRACE)[1].description


def test_a_stand_in_gets_the_entry_and_who_gives_it_away_loses_it(
    interview: Interview, cast: Cast, relay: TestRelay
) -> None:
    """The interview stands, so nothing is said of its status; the candidate's has the new name."""
    booked = book(interview=interview, slot=slot(interview, 3), by=None, now=NOW)
    ben = booked.panelists.get(member=cast.ben)
    replace(panelist=ben, stand_in=cast.jo, reason="Ben is ill.", by=cast.susan, now=NOW)
    assert story_of(seen_by(relay, BEN)) == [("REQUEST", 0, "CONFIRMED"), ("CANCEL", 1, "")]
    assert story_of(seen_by(relay, cast.jo.email)) == [("REQUEST", 0, "CONFIRMED")]
    old, new = seen_by(relay, ANA)
    assert story_of([old, new]) == 2 * [("REQUEST", 0, "CONFIRMED")]
    assert "with Ben Ruiz" in old.description
    assert "with Jo Lind" in new.description


def test_answers_by_mail_stand_with_the_version_they_were_given_to(
    interview: Interview, cast: Cast, settings: Any
) -> None:
    booked = book(interview=interview, slot=slot(interview, 3), by=None, now=NOW)
    with Door("smtp", lambda: JOBS) as door:
        settings.HEARBACK_INBOUND = (door.inbound,)
        with door.session() as session:
            session.sendmail(ANA, [JOBS], outlook(booked))
            session.sendmail(GRACE, [JOBS], reply(booked, sender=GRACE))
        read_arrivals(clock=lambda: NOW)
        booked.refresh_from_db()
        assert (booked.reply, booked.reply_sequence) == (Reply.ACCEPTED, 0)
        moved = move(interview=booked, slot=slot(booked, 7), reason="Ill", by=cast.susan, now=NOW)
        with door.session() as session:
            session.sendmail(ANA, [JOBS], google(booked, "TENTATIVE"))
        read_arrivals(clock=lambda: NOW)
        moved.refresh_from_db()
        assert (moved.reply, moved.reply_sequence) == (Reply.TENTATIVE, 0)
        assert moved.panelists.get(member=cast.grace).reply == Reply.NONE
        with door.session() as session:
            session.sendmail(ANA, [JOBS], apple(moved))
        read_arrivals(clock=lambda: NOW)
        moved.refresh_from_db()
        assert (moved.reply, moved.reply_sequence) == (Reply.ACCEPTED, 1)
