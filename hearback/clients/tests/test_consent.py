"""A candidate is put forward by their own yes, for one job, until they take it back."""

# M26

from __future__ import annotations

import pytest
from django.test import Client as Browser

from hearback.careers.actions import withdraw
from hearback.clients import actions as act
from hearback.clients.models import Consent, Submission, SubmissionState
from hearback.clients.tests.makers import (
    DESCRIBED,
    a_client,
    a_contact,
    asked,
    forward,
    letters_to,
    review_path,
    status_path,
)
from hearback.feedback.models import Ask
from hearback.kit.errors import Refused
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment", "papers")]


def test_nothing_is_shown_before_the_yes_and_one_press_is_enough(cast: Cast, as_: As) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    page = as_(cast.susan).post(
        f"/desk/applications/{ana.public_id}/put-forward/",
        {"contacts": [ruth.pk], "words": "A calm leader.", "asked_for": ["name"], "days": "14"},
    )
    assert page.status_code == 302
    assert letters_to("ruth@client.example") == []
    question = letters_to("ana.moreau@mail.example")[-1]
    assert DESCRIBED in question.text
    browser = Browser()
    submission = Submission.objects.get()
    path = status_path(ana, f"forward/{submission.public_id}/")
    assert "A calm leader." in browser.get(path).content.decode()
    assert Submission.objects.get().state == SubmissionState.ASKED  # looking changed nothing
    browser.post(path, {"act": "yes", "allowed": ["name", "answers"]})
    submission = Submission.objects.get()
    assert submission.state == SubmissionState.FORWARD
    assert submission.allowed == ["name", "answers"]
    [letter] = letters_to("ruth@client.example")
    assert "portal:review" in letter.text
    receipt = Consent.objects.get()
    assert "A calm leader." in receipt.shown
    assert "My name" in receipt.shown
    status = browser.get(status_path(ana)).content.decode()
    assert "What you said, and what you read" in status
    assert "You were put forward on" in status


def test_a_no_is_one_press_and_shows_nothing(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = asked(cast, ana, ruth)
    path = status_path(ana, f"forward/{submission.public_id}/")
    Browser().post(path, {"act": "no"})
    Browser().post(path, {"act": "no"})
    submission.refresh_from_db()
    assert submission.state == SubmissionState.REFUSED
    assert Consent.objects.count() == 1
    assert letters_to("ruth@client.example") == []
    assert "said no" in letters_to("susan@harbour.example")[-1].subject


def test_taken_back_the_page_closes_at_once_and_nobody_is_asked(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    page = review_path(submission.links.get())
    client = Browser()
    assert "Ana Moreau" in client.get(page).content.decode()
    path = status_path(ana, f"forward/{submission.public_id}/")
    for _twice in range(2):
        Browser().post(path, {"act": "back"})
    closed = client.get(page)
    assert closed.status_code == 410
    assert "Ana" not in closed.content.decode()
    assert client.post(page, {"answer": "yes", "line": "Great"}).status_code == 410
    assert Ask.objects.get().answered_at is None
    assert Ask.objects.get().over_at is not None
    told = letters_to("ruth@client.example")[-1]
    assert told.purpose == "clients.gone"
    assert "Ana" not in told.subject + told.text
    assert Consent.objects.count() == 2


def test_a_yes_after_all_opens_a_new_link_and_the_old_one_stays_shut(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    old = review_path(submission.links.get())
    act.take_consent_back(submission=submission, shown="x", now=NOW)
    act.say_yes(submission=submission, allowed=["answers"], shown="x", now=NOW)
    new = review_path(submission.links.get())
    assert Browser().get(old).status_code == 404
    page = Browser().get(new)
    assert page.status_code == 200
    assert "Ana" not in page.content.decode()


def test_the_same_person_is_not_put_forward_twice(cast: Cast, as_: As) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    asked(cast, ana, ruth)
    again = {"contacts": [ruth.pk], "words": "", "asked_for": ["name"], "days": "14"}
    page = as_(cast.jo).post(f"/desk/applications/{ana.public_id}/put-forward/", again)
    assert page.status_code == 422
    words = page.content.decode()
    assert "Susan Ito asked them already on Tuesday 24 November" in words
    assert Submission.objects.count() == 1


def test_what_came_in_between_stops_it_and_the_recruiter_reads_why(cast: Cast) -> None:
    client = a_client(cast)
    ruth = a_contact(cast, client)
    ana, kofi = apply(cast), apply(cast, "Kofi Mensah")
    submission = asked(cast, ana, ruth)
    act.say_left(contact=ruth, by=cast.susan, now=NOW)
    act.say_yes(submission=submission, allowed=["name"], shown="x", now=NOW)
    submission.refresh_from_db()
    assert submission.state == SubmissionState.AGREED
    assert letters_to("ruth@client.example") == []
    assert "Nobody you chose is there any more" in letters_to("susan@harbour.example")[-1].text
    withdraw(application=kofi, now=NOW)
    with pytest.raises(Refused, match="has ended"):
        asked(cast, kofi, a_contact(cast, client, "Tom Bell"))


def test_less_can_be_shown_later_and_the_page_says_less_at_once(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth, allowed=("name", "phone"))
    page = review_path(submission.links.get())
    assert "0199" in Browser().get(page).content.decode()
    path = status_path(ana, f"forward/{submission.public_id}/")
    Browser().post(path, {"act": "yes", "allowed": ["name"]})
    assert "0199" not in Browser().get(page).content.decode()
    assert len(letters_to("ruth@client.example")) == 1  # nobody is written to for that


def test_a_candidate_who_withdraws_takes_everything_along(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    page = review_path(submission.links.get())
    withdraw(application=ana, now=NOW)
    assert Browser().get(page).status_code == 410
    submission.refresh_from_db()
    assert submission.state == SubmissionState.OVER
    assert Browser().get(status_path(ana)).status_code == 200


def test_without_a_name_nothing_says_it(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    words = "Ana leads nine people. Moreau, as we call her, is calm."
    allowed = ("answers", "cv", "phone")
    submission = forward(cast, ana, ruth, allowed=allowed, words=words)
    page = Browser().get(review_path(submission.links.get())).content.decode()
    letter = letters_to("ruth@client.example")[0]
    for said in (page, letter.subject, letter.text, letter.html):
        assert "Ana" not in said
        assert "Moreau" not in said
    assert "leads nine people" in page
    assert "0199" not in page
