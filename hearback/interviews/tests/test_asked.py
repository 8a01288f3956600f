"""How it was: asked of both sides, kept from whoever decides, shown from five answers up."""

# M17 M21

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.answers.tests.makers import send, tell_no
from hearback.channels.models import Message
from hearback.feedback.circle.models import Said
from hearback.interviews.asked.actions import Told, ask_after, ask_all_after, tell, want_contact
from hearback.interviews.asked.models import Asked, Opinion
from hearback.interviews.booking.actions import move
from hearback.interviews.day.actions import note_held
from hearback.interviews.day.models import Alone
from hearback.interviews.kits.tests.makers import files
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, booked, plan, time_at
from hearback.kit.errors import Refused
from hearback.ledger.models import QUESTION
from hearback.pipeline.models import Application, ApplicationState
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

pytestmark = pytest.mark.django_db

AFTER = MONDAY + timedelta(hours=2)
COACHING = "/desk/how-interviews-went/"
FINE = Told(on_time=True, prepared=True, undisturbed=False, clear=True, went_well="Grace listened")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _held(cast: Cast, name: str = "Ana Moreau", days: int = 0) -> Interview:
    visit = cast.opening.rounds.first() or plan(cast)
    interview = booked(cast, apply(cast, name), visit, at=MONDAY + timedelta(days=days))
    interview.state, interview.ended_at = InterviewState.HELD, AFTER
    interview.save()
    return interview


def _purposes() -> list[str]:
    asked = Message.objects.filter(purpose__contains="asked").order_by("pk")
    return [f"{one.purpose} {one.to_address}" for one in asked]


def test_both_sides_are_asked_once_it_was_held(cast: Cast) -> None:
    interview = _held(cast)
    assert [ask_all_after(now=AFTER), ask_all_after(now=AFTER)] == [1, 0]
    assert sorted(_purposes()) == [
        "interviews.asked ana.moreau@mail.example",
        "interviews.panel_asked ben@harbour.example",
        "interviews.panel_asked grace@harbour.example",
    ]
    letter = Message.objects.get(purpose="interviews.asked")
    assert "How was “A visit to the shop”?" in letter.subject
    assert f"interviews/{interview.public_id}/after/" in letter.text


def _over(interview: Interview) -> datetime:
    """Five minutes after its planned end."""
    assert interview.ends_at is not None
    return interview.ends_at + timedelta(minutes=5)


def test_a_candidate_is_asked_though_nobody_said_that_it_took_place(cast: Cast) -> None:
    interview = booked(cast, apply(cast))
    at = _over(interview)
    assert ask_all_after(now=at - timedelta(minutes=1)) == 0
    assert [ask_all_after(now=at), ask_all_after(now=at)] == [1, 0]
    assert _purposes() == ["interviews.asked ana.moreau@mail.example"]
    letter = Message.objects.get(purpose="interviews.asked")
    assert "If it did not take place, say so on the page" in letter.text
    assert "Thank you for your time" not in letter.text
    # Said to have been held later on, our side is asked, and the candidate not again.
    note_held(interview=interview, by=cast.susan, now=at + timedelta(hours=1))
    assert ask_all_after(now=at + timedelta(hours=1)) == 1
    assert sorted(_purposes()) == [
        "interviews.asked ana.moreau@mail.example",
        "interviews.panel_asked ben@harbour.example",
        "interviews.panel_asked grace@harbour.example",
    ]
    assert ask_all_after(now=at + timedelta(hours=2)) == 0


def test_nobody_is_asked_about_what_is_off_moved_alone_or_ended(cast: Cast) -> None:
    off, ahead, alone, ended = (
        booked(cast, apply(cast, name), cast.opening.rounds.first() or plan(cast), at=at)
        for name, at in (
            ("Ana Moreau", MONDAY),
            ("Bo Chen", MONDAY + timedelta(days=1)),
            ("Chen Wei", MONDAY + timedelta(days=2)),
            ("Dara Obi", MONDAY + timedelta(days=3)),
        )
    )
    Interview.objects.filter(pk=off.pk).update(state=InterviewState.CANCELLED)
    assert ahead.begins_at is not None
    Interview.objects.filter(pk=ahead.pk).update(
        begins_at=ahead.begins_at + timedelta(days=9), ends_at=_over(ahead) + timedelta(days=9)
    )
    assert alone.begins_at is not None
    Alone.objects.create(
        interview=alone, begins_at=alone.begins_at, missing="guest", since=NOW, alarmed_at=NOW
    )
    Application.objects.filter(pk=ended.application_id).update(
        state=ApplicationState.WITHDRAWN, ended_at=NOW
    )
    assert ask_all_after(now=_over(ended)) == 0


def test_another_time_is_asked_about_anew(cast: Cast) -> None:
    interview = booked(cast, apply(cast))
    ask_after(interview=interview, now=_over(interview))
    again = time_at(interview.round, MONDAY + timedelta(days=1))
    move(
        interview=interview, slot=again, by=cast.susan, reason="We missed you.",
        now=_over(interview),
    )  # fmt: skip
    assert not Asked.objects.exists()
    interview.refresh_from_db()
    assert ask_all_after(now=_over(interview)) == 1
    assert Said.objects.count() == 1


def test_what_did_not_happen_is_not_asked_about(cast: Cast) -> None:
    interview = booked(cast, apply(cast))
    assert ask_after(interview=interview, now=MONDAY) is False
    with pytest.raises(Refused, match="once it is over"):
        tell(interview=interview, panelist=None, told=FINE, now=AFTER)


def test_said_again_takes_the_place_of_what_was_said(cast: Cast) -> None:
    interview = _held(cast)
    ask_after(interview=interview, now=AFTER)
    tell(interview=interview, panelist=None, told=FINE, now=AFTER)
    tell(interview=interview, panelist=None, told=Told(on_time=False), now=AFTER)
    opinion = Opinion.objects.get()
    assert (opinion.on_time, opinion.prepared, opinion.went_well) == (False, None, "")
    assert Asked.objects.exclude(answered_at=None).count() == 1


@pytest.mark.usefixtures("relay")
def test_whoever_decides_reads_nothing_until_the_answer_has_arrived(cast: Cast) -> None:
    interview = _held(cast)
    ask_after(interview=interview, now=AFTER)
    tell(interview=interview, panelist=None, told=FINE, now=AFTER)
    tell(interview=interview, panelist=interview.panelists.all()[0], told=FINE, now=AFTER)
    assert Opinion.objects.readable().count() == 0
    for panelist in interview.panelists.all():
        files(interview, panelist.member, at=AFTER)
    tell_no(cast, interview.application, now=AFTER)
    assert Opinion.objects.readable().count() == 0
    send(AFTER + timedelta(days=5))
    readable = Opinion.objects.readable()
    assert [one.panelist for one in readable] == [None, None]
    with pytest.raises(Refused, match="told us already"):
        tell(interview=interview, panelist=None, told=FINE, now=AFTER)


def _said(cast: Cast, number: int, *, from_: int = 0) -> None:
    for day in range(from_, number):
        interview = _held(cast, f"Person {day}", days=day)
        ask_after(interview=interview, now=AFTER)
        tell(interview=interview, panelist=None, told=FINE, now=AFTER)
    Opinion.objects.update(interview=None)


def test_coaching_begins_with_five_answers(cast: Cast, client: Client) -> None:
    client.force_login(cast.grace)
    _said(cast, 4)
    page = client.get(COACHING).content.decode()
    assert "once 5 of them" in page
    assert "Grace listened" not in page
    _said(cast, 5, from_=4)
    page = client.get(COACHING).content.decode()
    assert "5 candidates said how it was" in page
    assert "100 %" in page
    assert "0 %" in page
    assert "Grace listened" in page
    assert "Teams, both ways" not in page


def test_a_lead_sees_teams_both_ways(cast: Cast, client: Client) -> None:
    client.force_login(cast.omar)
    _said(cast, 5)
    page = client.get(COACHING).content.decode()
    assert "Teams, both ways" in page
    assert "too few" in page
    assert "Grace listened" not in page


def test_a_stand_in_hears_nothing_of_what_went_wrong_before(cast: Cast) -> None:
    interview = _held(cast)
    interview.panelists.filter(member=cast.ben).update(is_stand_in=True)
    ask_after(interview=interview, now=AFTER)
    tell(interview=interview, panelist=None, told=FINE, now=AFTER)
    assert [one.name for one in Opinion.objects.get().about.all()] == ["Grace Okafor"]


def test_who_wants_to_be_contacted_is_promised_an_answer(cast: Cast) -> None:
    interview = _held(cast)
    want_contact(interview=interview, panelist=None, now=AFTER)
    promise = interview.application.promises.get(what=QUESTION)
    assert "Susan Ito replies" in promise.words
    heard = interview.application.conversation.received.get()
    assert heard.text == "Please contact me about “A visit to the shop”."


def test_a_colleague_who_wants_to_talk_reaches_the_lead(cast: Cast) -> None:
    interview = _held(cast)
    ben = interview.panelists.get(member=cast.ben)
    want_contact(interview=interview, panelist=ben, now=NOW)
    letter = Message.objects.get(purpose="interviews.contact_wanted")
    assert letter.to_address == "omar@harbour.example"
    assert "ben@harbour.example" in letter.text
