"""After a meeting the candidate is asked at once; one tap and a line are with the recruiter."""

# M22

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hearback.channels.models import Channel, Message
from hearback.channels.numbers import agree
from hearback.feedback.circle.actions import ask_candidate
from hearback.feedback.circle.models import Keen, Said
from hearback.feedback.circle.queries import said_about
from hearback.feedback.tests.circle_makers import NUMBER, TOLD, held, scored, told_no
from hearback.interviews.asked.actions import ask_all_after
from hearback.interviews.asked.models import Opinion
from hearback.interviews.day.actions import end_what_is_over
from hearback.interviews.day.models import CheckIn
from hearback.interviews.kits.tests.makers import AFTER
from hearback.interviews.tests.makers import booked
from hearback.ledger.models import Entry
from hearback.portal.tests.makers import address_of, secret_of
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock
    from hearback.interviews.models import Interview

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


def page_of(interview: Interview) -> str:
    """Where the open question is answered."""
    return reverse("portal:keen", args=[secret_of(interview.application), interview.public_id])


def after_page(interview: Interview) -> str:
    """The page behind the one letter."""
    args = [secret_of(interview.application), interview.public_id]
    return reverse("portal:interview_after", args=args)


def test_one_letter_asks_both_and_the_page_keeps_them_apart(cast: Cast, page_clock: Clock) -> None:
    interview = held(cast)
    page_clock.moment = AFTER
    letters = Message.objects.filter(to_address=interview.application.candidate.email)
    assert letters.filter(created_at=AFTER).count() == 1
    page = Client().get(after_page(interview)).content.decode()
    assert "To Susan Ito: how do you see it now?" in page
    assert "read this at once, with your name" in page
    assert "Nobody who decides about you sees this." in page
    assert page.count("<form") == 2
    assert "<script" not in page


def test_one_tap_and_a_line_are_with_the_recruiter_at_once(cast: Cast, page_clock: Clock) -> None:
    interview = held(cast)
    page_clock.moment = AFTER
    answer = Client().post(page_of(interview), {"tap": "unsure", "line": "The\nhours worry me."})
    assert answer.status_code == 302
    (said,) = said_about(interview.application)
    assert (said.tap, said.line, said.may_pass_on) == (Keen.UNSURE, "The hours worry me.", False)
    assert not Opinion.objects.exists()
    letter = Message.objects.get(purpose="feedback.candidate_said")
    assert letter.to_address == cast.susan.email
    assert "Not sure" in letter.text
    assert "“The hours worry me.”" in letter.text
    assert "Susan Ito has your word: Not sure." in Client().get(answer["Location"]).content.decode()


def test_keen_without_a_line_needs_nobodys_attention(cast: Cast, page_clock: Clock) -> None:
    interview = held(cast)
    page_clock.moment = AFTER
    Client().post(page_of(interview), {"tap": "still"})
    assert said_about(interview.application)[0].tap == Keen.STILL
    assert not Message.objects.filter(purpose="feedback.candidate_said").exists()


def test_the_last_word_counts_and_the_same_twice_is_one(cast: Cast, page_clock: Clock) -> None:
    interview = held(cast)
    page_clock.moment = AFTER
    for tap in ("unsure", "unsure", "no_longer"):
        Client().post(page_of(interview), {"tap": tap, "may_pass_on": "on"})
    said = Said.objects.get()
    assert (said.tap, said.may_pass_on) == (Keen.NO_LONGER, True)
    assert Entry.objects.filter(kind="feedback.word_said").count() == 2


def test_scanners_and_nonsense_say_nothing(cast: Cast, page_clock: Clock) -> None:
    interview = held(cast)
    page_clock.moment = AFTER
    for method in (Client().get, Client().head):
        assert method(f"{page_of(interview)}?tap=still").status_code == 200
    assert Client().post(page_of(interview), {"line": "No tap"}).status_code == 422
    assert Client().post(page_of(interview), {"tap": "maybe"}).status_code == 422
    assert Said.objects.get().tap == ""


def test_nobody_who_was_not_asked_finds_the_page(cast: Cast, page_clock: Clock) -> None:
    interview = held(cast)
    page_clock.moment = AFTER
    other = apply(cast, "Bo Lindqvist")
    strange = reverse("portal:keen", args=[secret_of(other), interview.public_id])
    assert Client().post(strange, {"tap": "still"}).status_code == 404
    unknown = reverse("portal:keen", args=[secret_of(interview.application), uuid4()])
    assert Client().get(unknown).status_code == 404


@pytest.mark.usefixtures("relay")
def test_after_the_answer_the_word_is_not_changed(cast: Cast, page_clock: Clock) -> None:
    interview = held(cast)
    scored(cast, interview)
    told_no(cast, interview)
    page_clock.moment = TOLD
    assert Client().post(page_of(interview), {"tap": "still"}).status_code == 409
    assert Said.objects.get().tap == ""


@pytest.mark.usefixtures("twilio")
def test_whoever_agreed_to_texts_is_asked_by_text_too(cast: Cast) -> None:
    agree(NUMBER, words="Yes", now=AFTER - timedelta(days=9))
    interview = held(cast)
    text = Message.objects.get(purpose="interviews.asked_text")
    assert (text.channel, text.to_address) == (Channel.SMS, NUMBER)
    assert text.text.endswith(f"interviews/{interview.public_id}/after/")


@pytest.mark.usefixtures("twilio")
def test_without_agreement_there_is_no_text(cast: Cast) -> None:
    held(cast)
    assert not Message.objects.filter(channel=Channel.SMS).exists()


@pytest.mark.usefixtures("twilio")
def test_a_clients_meeting_asks_by_a_letter_of_its_own_once(cast: Cast, page_clock: Clock) -> None:
    agree(NUMBER, words="Yes", now=AFTER - timedelta(days=9))
    application = apply(cast)
    application.phone = NUMBER
    application.save(update_fields=["phone"])
    subject = uuid4()
    entry = Entry(application=application, payload={"meeting": str(subject), "what": "Lunch"})
    ask_candidate(entry, now=AFTER)
    ask_candidate(entry, now=AFTER)
    letter = Message.objects.get(purpose="feedback.how_was_it")
    assert f"keen/{subject}/" in letter.text
    assert f"keen/{subject}/" in Message.objects.get(purpose="feedback.how_was_it_text").text
    page_clock.moment = AFTER
    page = reverse("portal:keen", args=[secret_of(application), subject])
    answer = Client().post(page, {"tap": "still", "line": "I liked them."}, follow=True)
    assert "has your word: Still keen." in answer.content.decode()
    assert "You told us how you see it after “Lunch”." in (
        Client().get(address_of(application)).content.decode()
    )


def test_it_goes_within_minutes_of_the_end(cast: Cast) -> None:
    """Both said that they were there: ten minutes after the end it is over, and both are asked."""
    interview = booked(cast, apply(cast))
    assert interview.begins_at is not None
    assert interview.ends_at is not None
    for panelist in (None, *interview.panelists.all()):
        CheckIn.objects.create(
            interview=interview,
            panelist=panelist,
            begins_at=interview.begins_at,
            said="here",
            at=interview.begins_at,
        )
    over = interview.ends_at + timedelta(minutes=10)
    assert (end_what_is_over(now=over), ask_all_after(now=over)) == (1, 1)
    assert Said.objects.get().asked_at == over
