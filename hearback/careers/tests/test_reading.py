"""Reading a CV into the form: helps where nothing was typed, and never over what was."""

# M1

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from hearback.careers.models import Draft
from hearback.careers.tests.makers import cv, files_in, handle_in, only_application, read, send
from hearback.channels.models import Message
from hearback.pipeline.models import Application
from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from pathlib import Path

    from hearback.careers.tests.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def test_empty_fields_are_filled_in_for_the_person_to_check(cast: Cast) -> None:
    answer = read(cast.opening, resume=cv(), name="", email=" ")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Please check what we read." in page
    for words in (
        'value="Ana Moreau"',
        'value="ana@moreau.example"',
        'value="(416) 555-0177"',
        "linkedin.com/in/anamoreau</textarea>",
        "From your CV. Please check it.",
        "Ana Moreau CV.txt",
    ):
        assert words in page, words
    assert "to mend" not in page
    assert not Application.objects.exists()
    assert not Message.objects.exists()


def test_what_was_typed_is_never_written_over(cast: Cast) -> None:
    draws = cast.opening.questions.get(text__startswith="What draws").pk
    page = read(
        cast.opening,
        resume=cv(),
        name="Ana M.",
        email="private@mail.example",
        **{f"q_{draws}": "The kettles."},
    ).content.decode()
    assert 'value="Ana M."' in page
    assert 'value="private@mail.example"' in page
    assert "The kettles." in page
    assert 'value="(416) 555-0177"' in page


def test_the_file_that_was_read_goes_along(cast: Cast, papers: Path) -> None:
    handle = handle_in(read(cast.opening, resume=cv()))
    answer = send(cast.opening, draft=handle, links="linkedin.com/in/anamoreau\n\n")
    assert answer.status_code == 302
    application = only_application()
    assert application.documents.get().name == "Ana Moreau CV.txt"
    assert application.links == ["https://linkedin.com/in/anamoreau"]
    assert len(files_in(papers)) == 1


def test_a_kept_file_can_be_read_again(cast: Cast) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    page = read(cast.opening, draft=handle).content.decode()
    assert 'value="ana@moreau.example"' in page
    assert Draft.objects.count() == 1


def test_pressing_without_a_file_says_what_to_do(cast: Cast) -> None:
    answer = read(cast.opening, name="Ana")
    assert answer.status_code == 422
    assert "Choose your CV first" in answer.content.decode()
    assert 'value="Ana"' in answer.content.decode()


def test_a_cv_that_says_nothing_is_kept_all_the_same(cast: Cast) -> None:
    page = read(cast.opening, resume=cv("...\n")).content.decode()
    assert "we did not find your details in it" in page
    assert handle_in(read(cast.opening, resume=cv("...\n")))


def test_a_pdf_that_cannot_be_read_is_kept_and_said(cast: Cast) -> None:
    page = read(cast.opening, resume=cv(b"%PDF-1.7\nnot really", "cv.pdf")).content.decode()
    assert "The file is kept." in page or "the file is kept." in page
    assert "cv.pdf" in page


@pytest.mark.parametrize("links", ["javascript:alert(1)", "ftp://x.example", "me", "x@y.example/z"])
def test_links_must_be_web_addresses(cast: Cast, links: str) -> None:
    answer = send(cast.opening, links=links)
    assert answer.status_code == 422
    assert "Please give whole web addresses" in answer.content.decode()


def test_five_links_are_enough(cast: Cast) -> None:
    assert send(cast.opening, links="x.example\n" * 6).status_code == 422


def test_the_address_of_the_button_leads_back_to_the_form() -> None:
    answer = Client().get("/jobs/shop-manager/read/")
    assert answer.status_code == 302
    assert answer["Location"] == "/jobs/shop-manager/"


def test_reading_has_its_own_limit(cast: Cast, page_clock: Clock) -> None:
    for _ in range(60):
        read(cast.opening)
    answer = read(cast.opening, resume=cv(), name="Ana")
    assert answer.status_code == 429
    assert "Please try again in 1 hour" in answer.content.decode()
    assert 'value="Ana"' in answer.content.decode()
    page_clock.moment += timedelta(hours=1)
    assert read(cast.opening, resume=cv()).status_code == 200
