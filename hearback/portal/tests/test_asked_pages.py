"""How it was: the page behind the link of the letter, for the candidate and for a colleague."""

# M17 M21

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hearback.careers.tests.conftest import Clock
from hearback.channels.models import Message
from hearback.interviews.asked.actions import ask_after, ask_all_after
from hearback.interviews.asked.models import Opinion
from hearback.interviews.day.actions import end_what_is_over
from hearback.interviews.day.models import Ending
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, PANELIST, booked
from hearback.kit.links import token
from hearback.ledger.models import QUESTION
from hearback.portal.tests.makers import secret_of
from tests.cast import Cast, apply, make_cast

pytestmark = pytest.mark.django_db

AFTER = MONDAY + timedelta(hours=2)
TAPS = {"on_time": "no", "prepared": "yes", "undisturbed": "yes", "clear": "yes"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def held(cast: Cast, page_clock: Clock) -> Interview:
    """Ana's visit, which is over; both sides were asked."""
    interview = booked(cast, apply(cast))
    interview.state, interview.ended_at = InterviewState.HELD, AFTER
    interview.save()
    ask_after(interview=interview, now=AFTER)
    page_clock.moment = AFTER
    return interview


def _candidates(interview: Interview) -> str:
    return reverse(
        "portal:interview_after", args=[secret_of(interview.application), interview.public_id]
    )


def _colleagues(interview: Interview) -> str:
    panelist = interview.panelists.get(member__name="Ben Ruiz")
    return reverse("portal:seat_after", args=[token(PANELIST, panelist.public_id, 1)])


def test_four_taps_and_a_line_need_no_script(held: Interview) -> None:
    page = Client().get(_candidates(held)).content.decode()
    assert "How was it?" in page
    assert "Nobody who decides about you sees this." in page
    assert "<script" not in page
    said = Client().post(_candidates(held), {**TAPS, "went_well": "Ben  showed me\nthe floor"})
    assert "Thank you" in said.content.decode()
    opinion = Opinion.objects.get()
    assert (opinion.on_time, opinion.prepared) == (False, True)
    assert opinion.went_well == "Ben showed me the floor"


def test_looking_says_nothing(held: Interview) -> None:
    Client().get(_candidates(held))
    Client().head(_candidates(held))
    assert not Opinion.objects.exists()


def test_nothing_tapped_is_an_answer_too(held: Interview) -> None:
    assert Client().post(_candidates(held), {}).status_code == 200
    assert Opinion.objects.get().on_time is None


def test_what_is_no_answer_is_said_so_and_kept(held: Interview) -> None:
    answer = Client().post(_candidates(held), {**TAPS, "on_time": "perhaps"})
    assert answer.status_code == 422
    assert not Opinion.objects.exists()


def test_the_wish_to_be_contacted_becomes_a_promise(held: Interview) -> None:
    page = Client().post(_candidates(held), {**TAPS, "contact": "on"}).content.decode()
    assert "Somebody contacts you about it" in page
    assert held.application.promises.filter(what=QUESTION).count() == 1


def test_a_colleague_is_asked_the_same(held: Interview) -> None:
    page = Client().get(_colleagues(held)).content.decode()
    assert "Did you have what you needed to prepare?" in page
    assert "never with your name" in page
    Client().post(_colleagues(held), TAPS)
    assert Opinion.objects.get().side == "panel"


def test_before_it_is_over_nobody_is_asked(cast: Cast) -> None:
    interview = booked(cast, apply(cast, "Bo Chen"))
    page = Client().get(_candidates(interview)).content.decode()
    assert "We ask how it went once it is over." in page
    assert Client().post(_candidates(interview), TAPS).status_code == 409


def test_a_link_to_somebody_elses_interview_opens_nothing(cast: Cast, held: Interview) -> None:
    other = apply(cast, "Bo Chen")
    address = reverse("portal:interview_after", args=[secret_of(other), held.public_id])
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("portal:seat_after", args=["nothing"])).status_code == 404


def test_the_page_of_a_panelist_leads_there_once_it_is_over(cast: Cast, held: Interview) -> None:
    ben = held.panelists.get(member=cast.ben)
    address = reverse("portal:seat", args=[token(PANELIST, ben.public_id, 1)])
    assert "Tell how it was" in Client().get(address).content.decode()
    held.panelists.update(is_on=False)
    assert Client().get(address).status_code == 404


def test_it_did_not_take_place_reaches_whoever_arranged_it_once(
    cast: Cast, page_clock: Clock
) -> None:
    interview = booked(cast, apply(cast))
    assert interview.ends_at is not None
    now = interview.ends_at + timedelta(minutes=6)
    page_clock.moment = now
    assert ask_after(interview=interview, now=now)
    page = Client().get(_candidates(interview)).content.decode()
    assert "Say that it did not take place" in page
    words = {"not_held": "Nobody opened the door."}
    for _ in range(2):
        thanks = Client().post(_candidates(interview), words)
        assert "Thank you for telling us" in thanks.content.decode()
    assert not Opinion.objects.exists()
    interview.refresh_from_db()
    assert interview.state == InterviewState.BOOKED
    letter = Message.objects.get(purpose="interviews.denied")
    assert (letter.to_address, "Nobody opened the door." in letter.text) == (cast.susan.email, True)
    assert Ending.objects.get().promise.owner == cast.susan  # type: ignore[union-attr]
    # The act that says how a meeting ended shows it, and is the only one that decides.
    desk = Client()
    desk.force_login(cast.susan)
    happened = f"/desk/interviews/{interview.public_id}/happened/"
    assert "Ana Moreau says that it did not take place." in desk.get(happened).content.decode()
    assert desk.post(happened, {"happened": "missed-hosts", "words": ""}).status_code == 302
    interview.refresh_from_db()
    assert interview.state == InterviewState.MISSED
    end_what_is_over(now=now + timedelta(hours=3))
    assert ask_all_after(now=now + timedelta(hours=3)) == 0


def test_who_was_said_to_have_met_us_cannot_press_it_away(held: Interview) -> None:
    assert "Say that it did not take place" not in Client().get(_candidates(held)).content.decode()
    refused = Client().post(_candidates(held), {"not_held": ""})
    assert refused.status_code == 409
    assert "please write to us" in refused.content.decode()
