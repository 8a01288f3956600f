"""Two people at the same moment: one submission, one meeting, and no meeting without a yes."""

# M26

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.clients import actions as act
from hearback.clients.models import Meeting, MeetingState, ReviewLink, Submission, SubmissionState
from hearback.clients.tests.makers import (
    SHOWN,
    a_client,
    a_contact,
    a_meeting,
    asked,
    forward,
    letters_to,
)
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application
from tests.at_once import at_once
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.pipeline.models import Contact

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4
ANAS = "ana.moreau@mail.example"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _refused(done: list[object]) -> list[str]:
    return [one.sentence for one in done if isinstance(one, Refused)]


def _lunch(application: Application, contact: Contact, by: Member, minutes: int = 0) -> Meeting:
    begins_at = NOW + timedelta(days=1, minutes=minutes)
    place = act.Place(
        words="Lunch",
        place_name="The Pear Tree",
        address="12 Queen Street",
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=1),
        zone="America/Toronto",
    )
    return act.set_meeting(application=application, contact=contact, place=place, by=by, now=NOW)


def _ask(application: Application, contact: Contact, by: Member) -> Submission:
    proposal = act.Proposal(contacts=(contact,), words="", asked_for=SHOWN, days=14)
    return act.ask_consent(application=application, proposal=proposal, by=by, now=NOW)


def test_two_recruiters_put_the_same_person_forward_and_one_is_told_who_did(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    for number in range(ROUNDS):
        person = apply(cast, f"Person {number}")
        done = at_once(
            lambda: _ask(person, ruth, cast.susan),  # noqa: B023  used at once
            lambda: _ask(person, ruth, cast.jo),  # noqa: B023  used at once
        )
        (sentence,) = _refused(done)
        assert "asked them already" in sentence
        assert Submission.objects.filter(application=person).count() == 1
        asked_ones = letters_to(person.candidate.email)
        assert [one.purpose for one in asked_ones].count("clients.consent_asked") == 1


def test_a_yes_pressed_twice_at_once_shows_them_once(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    submission = asked(cast, apply(cast), ruth)
    yes = [lambda: act.say_yes(submission=submission, allowed=SHOWN, shown="", now=NOW)] * 3
    assert _refused(at_once(*yes)) == []
    assert submission.consents.count() == 1
    assert ReviewLink.objects.count() == 1
    assert Entry.objects.filter(kind="submission.forward").count() == 1


def test_two_recruiters_set_a_meeting_and_nobody_is_booked_twice(cast: Cast) -> None:
    client = a_client(cast)
    ruth, noor = a_contact(cast, client), a_contact(cast, client, "Noor Haddad")
    for number in range(ROUNDS):
        person = apply(cast, f"Person {number}")
        forward(cast, person, ruth, noor)
        done = at_once(
            lambda: _lunch(person, ruth, cast.susan),  # noqa: B023  used at once
            lambda: _lunch(person, noor, cast.jo, minutes=30),  # noqa: B023  used at once
        )
        (sentence,) = _refused(done)
        assert "Lunch" in sentence
        assert "meet" in sentence
        assert Meeting.objects.filter(application=person).count() == 1


def test_two_meetings_moved_onto_one_anotherat_once(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    first, second = (a_meeting(cast, ana, ruth, at=NOW + timedelta(days=at)) for at in (1, 2))
    begins_at = NOW + timedelta(days=4)
    place = act.Place(
        words="Lunch",
        place_name="The Pear Tree",
        address="",
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=1),
        zone="America/Toronto",
    )

    def move(one: Meeting) -> Meeting:
        return act.move_meeting(meeting=one, place=place, reason="Rain.", by=cast.susan, now=NOW)

    done = at_once(lambda: move(first), lambda: move(second))
    assert len(_refused(done)) == 1
    # One right after the other is fine, and so is what was called off.
    act.call_off(meeting=first, reason="Ill.", by=cast.susan, now=NOW)
    act.call_off(meeting=second, reason="Ill.", by=cast.susan, now=NOW)
    _lunch(ana, ruth, cast.susan)
    _lunch(ana, ruth, cast.susan, minutes=60)


def test_no_meeting_stays_where_the_yes_is_taken_back_meanwhile(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    for number in range(ROUNDS):
        person = apply(cast, f"Person {number}")
        submission = forward(cast, person, ruth)
        done = at_once(
            lambda: act.take_consent_back(submission=submission, shown="", now=NOW),  # noqa: B023
            lambda: _lunch(person, ruth, cast.susan),  # noqa: B023  used at once
        )
        submission.refresh_from_db()
        assert submission.state == SubmissionState.TAKEN_BACK
        assert not ReviewLink.objects.filter(submission=submission, closed_at=None).exists()
        assert not Meeting.objects.filter(application=person, state=MeetingState.SET).exists()
        set_first = Meeting.objects.filter(application=person).exists()
        assert set_first or "not put forward there" in _refused(done)[0]


def test_a_yes_and_taking_it_back_at_once_leave_no_page_open(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    for number in range(ROUNDS):
        submission = forward(cast, apply(cast, f"Person {number}"), ruth)
        at_once(
            lambda: act.take_consent_back(submission=submission, shown="", now=NOW),  # noqa: B023
            lambda: act.end_submission(
                submission=submission,  # noqa: B023  used at once
                reason="Filled.",
                by=cast.susan,
                now=NOW,
            ),
        )
        submission.refresh_from_db()
        assert submission.state in (SubmissionState.TAKEN_BACK, SubmissionState.OVER)
        assert not ReviewLink.objects.filter(submission=submission, closed_at=None).exists()
        gone = [one for one in letters_to(ruth.email) if one.purpose == "clients.gone"]
        assert len(gone) == number + 1
