"""A guest chooses a time, moves it and calls it off, from a phone, without JavaScript."""

# M14 M15

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member
from hearback.answers.tests.makers import send
from hearback.careers.tests.conftest import Clock
from hearback.interviews.booking import actions as act
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, booked, plan, time_at
from hearback.kit.links import url
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application, OpeningState
from hearback.portal.tests.makers import address_of, secret_of, words_of
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
KEY = "20261130T1500Z"


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied."""
    return apply(cast)


@pytest.fixture
def meeting(cast: Cast, ana: Application, page_clock: Clock) -> Interview:
    """What Ana is invited to."""
    page_clock.moment = NOW
    return act.invite(application=ana, round=plan(cast), words="", by=cast.susan, now=NOW)


def _page(meeting: Interview, page: str = "interview") -> str:
    return reverse(f"portal:{page}", args=[secret_of(meeting.application), meeting.public_id])


def _said(answer: Any) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_times_are_on_the_guests_clock_and_the_places_is_said_beside(
    meeting: Interview,
) -> None:
    page = Client().get(_page(meeting, "interview_times"))
    assert page.status_code == 200
    said = _said(page)
    assert "Times are Toronto time" in said
    assert "Monday 30 November" in said
    assert "(10:00 Toronto)" not in said
    elsewhere = _said(Client().get(_page(meeting, "interview_times"), {"zone": "berlin"}))
    assert "Times are Berlin time" in elsewhere
    assert "16:00 (10:00 Toronto)" in elsewhere
    assert b"<script" not in page.content
    assert not page.cookies


def test_a_press_books_and_the_page_says_everything(meeting: Interview) -> None:
    answer = Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.begins_at) == (InterviewState.BOOKED, MONDAY)
    said = _said(Client().get(answer.headers["Location"]))
    for words in (
        "Monday 30 November, 10:00 to 11:30",
        "10:45 to 11:00 A break",
        "Leading a team, with Grace Okafor",
        "Ring at the side door",
        "Susan Ito, +1 416 555 0101",
        "We pay your fare.",
    ):
        assert words in said


def test_the_status_page_leads_there_once_the_letter_has_left(
    relay: object, meeting: Interview
) -> None:
    del relay
    assert "Choose a time" not in words_of(meeting.application)
    send(NOW)
    said = words_of(meeting.application)
    assert "We would like to meet you. Choose the time that suits you best." in said
    assert "We invited you: A visit to the shop." in said


@pytest.mark.parametrize("key", ["", "20261130T1501Z", "20261121T1500Z", "whenever", "⟦x⟧"])
def test_a_time_that_is_not_free_is_refused_and_the_free_ones_are_shown(
    meeting: Interview, key: str
) -> None:
    answer = Client().post(_page(meeting, "interview_times"), {"slot": key})
    assert answer.status_code in {409, 422}
    assert "Monday 30 November" in _said(answer)
    meeting.refresh_from_db()
    assert meeting.state == InterviewState.INVITED


def test_who_was_too_late_sees_fresh_times_in_the_same_answer(
    cast: Cast, meeting: Interview
) -> None:
    booked(cast, apply(cast, "Kofi Mensah"), meeting.round)
    answer = Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    assert answer.status_code == 409
    assert "This time has just been taken." in _said(answer)
    assert KEY not in answer.content.decode()
    assert 'name="slot"' in answer.content.decode()


def test_looking_changes_nothing(meeting: Interview) -> None:
    before = Entry.objects.count()
    for page in ("interview", "interview_times", "interview_other", "interview_off"):
        for method in (Client().get, Client().head):
            assert method(_page(meeting, page), {"slot": KEY}).status_code in {200, 302}
    assert Client().get(_page(meeting, "interview_wishes")).status_code == 405
    meeting.refresh_from_db()
    assert meeting.state == InterviewState.INVITED
    assert Entry.objects.count() == before


def test_moving_needs_no_reason_and_stays_within_limits(meeting: Interview) -> None:
    Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    answer = Client().post(
        _page(meeting, "interview_times"), {"slot": "20261201T1500Z", "reason": "My train."}
    )
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.begins_at, meeting.moved) == (MONDAY + DAY, 1)
    Interview.objects.update(moved=2)
    page = Client().get(_page(meeting, "interview_times"))
    assert "It has been moved as often as can be done here." in _said(page)
    answer = Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    assert answer.status_code == 409


def test_calling_off_asks_first_and_leaves_the_application_going_on(meeting: Interview) -> None:
    Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    assert "Your application goes on." in _said(Client().get(_page(meeting, "interview_off")))
    answer = Client().post(_page(meeting, "interview_off"), {"reason": "I found a job."})
    assert answer.status_code == 302
    said = _said(Client().get(_page(meeting)))
    assert "This has been called off." in said
    assert "I found a job." in said
    assert meeting.application.promises.open().exists()
    assert Client().post(_page(meeting, "interview_off"), {}).status_code == 302


def test_proposing_times_joins_the_conversation_with_a_promise(meeting: Interview) -> None:
    said = {"words": "Any evening after six."}
    assert Client().post(_page(meeting, "interview_other"), {"words": " "}).status_code == 422
    answer = Client().post(_page(meeting, "interview_other"), said)
    assert answer.headers["Location"].endswith("#talk")
    status = words_of(meeting.application)
    assert "Any evening after six." in status
    assert "Susan Ito replies to your message by" in status


def test_what_we_should_know_is_noted_and_shown(meeting: Interview) -> None:
    Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    wrong = Client().post(_page(meeting, "interview_wishes"), {"travel_minutes": "-5"})
    assert wrong.status_code == 422
    told = {"travel_minutes": "75", "needs": "A step-free way in.", "wants_earlier": "on"}
    assert Client().post(_page(meeting, "interview_wishes"), told).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.travel_minutes, meeting.wants_earlier) == (75, True)
    assert "A step-free way in." in _said(Client().get(_page(meeting)))


def test_a_paused_opening_lets_nobody_choose(meeting: Interview) -> None:
    meeting.round.opening.state = OpeningState.PAUSED
    meeting.round.opening.save()
    assert "No time can be chosen just now." in _said(
        Client().get(_page(meeting, "interview_times"))
    )
    answer = Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    assert answer.status_code == 409


def test_somebody_elses_link_opens_nothing(cast: Cast, meeting: Interview) -> None:
    kofi = apply(cast, "Kofi Mensah")
    for page in ("interview", "interview_times", "interview_off"):
        address = reverse(f"portal:{page}", args=[secret_of(kofi), meeting.public_id])
        assert Client().get(address).status_code == 404
    foreign = Client().post(
        _page(meeting, "interview_times"), {"slot": KEY}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403


def test_a_team_member_moves_it_and_the_guest_reads_why(cast: Cast, meeting: Interview) -> None:
    act.book(interview=meeting, slot=time_at(meeting.round, MONDAY), by=cast.susan, now=NOW)
    assert address_of(meeting.application)
    assert "Your time is booked: A visit to the shop, Monday 30 November, 10:00." in words_of(
        meeting.application
    )


def test_the_day_is_taken_along_on_paper_and_in_a_calendar(meeting: Interview) -> None:
    assert Client().get(_page(meeting, "interview_paper")).status_code == 302
    Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    Interview.objects.update(needs='A way in #without[steps] \\ "quoted"')
    Member.objects.filter(name="Grace Okafor").update(line="I began on the #till.")
    assert "I began on the #till." in _said(Client().get(_page(meeting)))
    paper = Client().get(_page(meeting, "interview_paper"))
    assert paper.headers["Content-Type"] == "application/pdf"
    document = pdfium.PdfDocument(paper.content)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Monday 30 November, 10:00 to 11:30" in words
    assert "#without[steps]" in words
    assert "I began on the #till." in words
    entry = Client().get(_page(meeting, "interview_entry")).content.decode()
    assert "METHOD:PUBLISH\r\n" in entry
    assert f"UID:{meeting.uid}" in entry.replace("\r\n ", "")


def test_a_host_opens_everything_by_their_link(cast: Cast, meeting: Interview) -> None:
    Client().post(_page(meeting, "interview_times"), {"slot": KEY})
    panelist = meeting.panelists.get(member=cast.grace)
    link = url("portal:seat", panelist.public_id, panelist.link_generation)
    said = _said(Client().get(link))
    for words in ("You meet Ana Moreau", "10:00 to 10:45: Leading a team", "Must have"):
        assert words in said
    act.replace(panelist=panelist, stand_in=cast.jo, reason="Ill.", by=cast.susan, now=NOW)
    assert Client().get(link).status_code == 404


def test_the_status_page_offers_only_what_can_still_be_done(
    cast: Cast, ana: Application, page_clock: Clock
) -> None:
    page_clock.moment = NOW
    booked(cast, ana)
    assert "Choose another time" in words_of(ana)
    page_clock.moment = MONDAY - timedelta(hours=2)  # too soon to move it here
    said = words_of(ana)
    assert "Everything about the day" in said
    assert "Choose another time" not in said
    page_clock.moment = MONDAY + timedelta(hours=3)  # over, and nobody has said how it was
    assert "Everything about the day" not in words_of(ana)


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31", "nonsense", "2026-W49-1"])
def test_any_day_to_look_from_shows_a_page(meeting: Interview, since: str) -> None:
    assert Client().get(_page(meeting, "interview_times"), {"since": since}).status_code == 200
