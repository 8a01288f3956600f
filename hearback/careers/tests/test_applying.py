"""Applying through the page: what goes in, what is kept after a failed try, what is turned down."""

# M1 M2 M3 M8

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from hearback.careers.actions import forget_drafts
from hearback.careers.models import Draft
from hearback.careers.tests.makers import (
    CV,
    cv,
    files_in,
    filled_in,
    handle_in,
    only_application,
    read,
    send,
)
from hearback.channels.models import Message
from hearback.ledger.models import Promise
from hearback.pipeline.models import (
    Application,
    Candidate,
    Document,
    Opening,
    OpeningState,
    Question,
)
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from pathlib import Path

    from hearback.careers.tests.conftest import Clock

pytestmark = pytest.mark.django_db

THANKS = "/jobs/shop-manager/thanks/"


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _questions(opening: Opening) -> list[str]:
    return [f"q_{pk}" for pk in opening.questions.values_list("pk", flat=True)]


def test_an_application_goes_in_with_its_file_promise_and_receipt(cast: Cast, papers: Path) -> None:
    keys, draws = _questions(cast.opening)
    answer = send(cast.opening, resume=cv(), **{keys: "yes", draws: "The kettles."})
    assert answer.status_code == 302
    assert answer["Location"] == THANKS
    application = only_application()
    assert application.name == "Ana Moreau"
    assert application.candidate.email == "ana@mail.example"
    assert application.zone == "America/Vancouver"
    assert application.fit == {
        "met": ["two years of leading a team"],
        "missing": [],
        "unstated": [],
    }
    assert [given["answer"] for given in application.answers] == ["Yes", "The kettles."]
    document = application.documents.get()
    assert (document.name, document.kind, document.size) == ("Ana Moreau CV.txt", "txt", len(CV))
    (kept,) = files_in(papers)
    assert kept.read_text() == CV
    assert kept.stat().st_mode & 0o077 == 0
    assert document.key == str(kept.relative_to(papers))
    promise = application.promises.get()
    assert promise.words.startswith("Susan Ito tells you by Thursday 26 November, 07:00")
    receipt = Message.objects.get()
    assert receipt.to_address == "ana@mail.example"
    assert promise.words in receipt.text
    assert "Your papers are in and complete." in receipt.text


def test_no_cv_and_no_phone_are_fine(cast: Cast) -> None:
    assert send(cast.opening, phone=None).status_code == 302
    assert not only_application().documents.exists()
    assert "without a CV, which is fine" in Message.objects.get().text


def test_the_thanks_page_sets_no_cookie_and_tells_nothing(cast: Cast) -> None:
    client = Client()
    send(cast.opening, client=client)
    page = client.get(THANKS)
    assert not client.cookies
    assert "Ana" not in page.content.decode()
    assert b"/status/" in page.content
    assert page.content == Client().get(THANKS).content


def test_applying_again_shows_the_same_and_changes_nothing(cast: Cast, papers: Path) -> None:
    """Reliability 146: the address' owner alone learns of it, by mail."""
    first = send(cast.opening, resume=cv())
    again = send(
        cast.opening, resume=cv("Another CV\n"), name="Somebody Else", email="ANA@Mail.example"
    )
    assert (again.status_code, again["Location"]) == (first.status_code, first["Location"])
    assert again.headers.keys() == first.headers.keys()
    assert only_application().name == "Ana Moreau"
    assert len(files_in(papers)) == Document.objects.count() == 1
    receipt, note = Message.objects.order_by("pk")
    assert note.purpose == "careers.already_applied"
    assert note.to_address == receipt.to_address
    assert "Somebody Else" not in note.text
    assert Promise.objects.count() == 1


def test_notes_of_a_second_try_are_few(cast: Cast) -> None:
    """Reliability 112: nobody fills somebody's letter box by applying in their name."""
    for number in range(5):
        send(cast.opening, phone=f"+1 416 555 010{number}")
    assert Message.objects.filter(purpose="careers.already_applied").count() == 3


def test_a_second_opening_is_a_second_application(cast: Cast) -> None:
    send(cast.opening)
    send(cast.other_opening)
    assert Application.objects.count() == 2
    assert Candidate.objects.count() == 1


def test_what_is_missing_is_said_and_all_else_kept(cast: Cast, papers: Path) -> None:
    Question.objects.filter(text__startswith="What draws").update(is_required=True)
    keys, draws = _questions(cast.opening)
    answer = send(cast.opening, resume=cv(), name="", email="ana@mail", **{keys: "yes"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "3 things to mend" in page
    assert "<title>Error:" in page
    for words in (
        "Please tell us your name.",
        "Please check this address.",
        "Please answer in a few words.",
        'href="#id_name"',
        f'href="#id_{draws}"',
        'aria-invalid="true"',
        'value="ana@mail"',
        "Your CV is kept",
        "Ana Moreau CV.txt",
    ):
        assert words in page, words
    assert 'value="yes" id="id_q_' in page
    assert "checked" in page
    assert not Application.objects.exists()
    assert len(files_in(papers)) == 1


def test_the_kept_file_goes_along_with_the_next_try(cast: Cast, papers: Path) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    assert send(cast.opening, draft=handle).status_code == 302
    document = only_application().documents.get()
    with default_storage.open(document.key) as kept:
        assert kept.read() == CV.encode()
    assert len(files_in(papers)) == 1


def test_a_kept_file_survives_several_failed_tries(cast: Cast) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    assert handle_in(send(cast.opening, draft=handle, name="")) == handle
    send(cast.opening, draft=handle)
    assert only_application().documents.count() == 1


def test_a_new_file_takes_the_place_of_the_kept_one(cast: Cast) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    send(cast.opening, draft=handle, resume=cv("A newer CV of Ana Moreau\n", "newer.txt"))
    assert only_application().documents.get().name == "newer.txt"


def test_sending_the_same_form_twice_does_nothing_twice(cast: Cast) -> None:
    """Reliability 146: double click and back button, with the file kept from before."""
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    first, second = (send(cast.opening, draft=handle) for _ in range(2))
    assert first["Location"] == second["Location"] == THANKS
    assert only_application().documents.count() == 1
    assert Message.objects.count() == 1


def test_a_double_click_brings_one_letter(cast: Cast, papers: Path) -> None:
    for _ in range(3):
        send(cast.opening, resume=cv())
    assert Message.objects.count() == 1
    assert len(files_in(papers)) == 1
    send(cast.opening, resume=cv("Another CV\n"))
    assert Message.objects.count() == 2, "a newer CV was not taken, and she is told so"


def test_a_used_file_does_not_go_with_somebody_elses_application(cast: Cast) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    send(cast.opening, draft=handle)
    answer = send(cast.opening, draft=handle, email="ben@mail.example")
    assert answer.status_code == 409
    assert "Please choose your CV again" in answer.content.decode()
    assert handle not in answer.content.decode()
    assert Application.objects.count() == 1


def test_an_unknown_or_old_handle_asks_for_the_file_again(cast: Cast, page_clock: Clock) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    guessed = send(cast.opening, draft="guessed" * 5)
    page_clock.moment = NOW + timedelta(hours=25)
    late = send(cast.opening, draft=handle)
    for answer in (guessed, late):
        assert answer.status_code == 422
        assert "that day is over" in answer.content.decode()
    assert not Application.objects.exists()


def test_unsent_files_are_forgotten_after_a_day_and_sent_ones_stay(
    cast: Cast, papers: Path
) -> None:
    unsent = handle_in(send(cast.opening, resume=cv(), email=""))
    sent = handle_in(send(cast.opening, resume=cv(), email=""))
    send(cast.opening, draft=sent)
    assert forget_drafts(now=NOW + timedelta(hours=23)) == 0
    assert forget_drafts(now=NOW + timedelta(hours=25)) == 1
    assert unsent
    assert not Draft.objects.exists()
    (left,) = files_in(papers)
    assert Document.objects.get().key == str(left.relative_to(papers))


def test_a_file_can_be_taken_out_again(cast: Cast, papers: Path) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    page = read(cast.opening, act="forget", draft=handle, name="Ana").content.decode()
    assert "CV.txt" not in page
    assert 'value="Ana"' in page
    assert not files_in(papers)
    assert not Draft.objects.exists()


def test_the_clock_of_an_unknown_zone_is_that_of_the_place(cast: Cast) -> None:
    for number, zone in enumerate(("Mars/Olympus", "", "localtime", "../../etc/passwd", "\0")):
        send(cast.opening, email=f"ana{number}@mail.example", zone=zone)
    zones = set(Application.objects.values_list("zone", flat=True))
    assert zones == {"America/Toronto"}
    assert Application.objects.count() == 5


@pytest.mark.parametrize(
    ("state", "status"),
    [("paused", 409), ("filled", 410), ("closed", 410), ("draft", 404)],
)
def test_a_form_for_an_opening_that_stopped_is_turned_down(
    cast: Cast, papers: Path, state: str, status: int
) -> None:
    """Reliability 127 and 148."""
    cast.opening.state = OpeningState(state)
    cast.opening.save()
    assert send(cast.opening, resume=cv()).status_code == status
    assert not Application.objects.exists()
    assert not files_in(papers)


def _close(opening: int) -> None:
    Opening.objects.filter(pk=opening).update(state=OpeningState.FILLED)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_opening_that_closes_while_the_form_is_on_its_way(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database refuses at the very last moment; the answer is still a page, not an error."""
    cast = make_cast()

    def close_elsewhere() -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_close, cast.opening.pk).result()

    monkeypatch.setattr("hearback.careers.actions.submit.ring", close_elsewhere)
    answer = send(cast.opening, resume=cv())
    assert answer.status_code == 410
    assert "This opening has been filled" in answer.content.decode()
    assert not Application.objects.exists()
    assert not files_in(papers)


def test_too_many_from_one_network_are_told_when_to_come_back(cast: Cast) -> None:
    for number in range(30):
        send(cast.opening, email=f"ana{number}@mail.example")
    keys, draws = _questions(cast.opening)
    answer = send(cast.opening, email="late@mail.example", **{draws: "I typed a lot."})
    page = answer.content.decode()
    assert keys
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == 3600
    assert "Please try again in 1 hour" in page
    assert "I typed a lot." in page
    assert 'value="late@mail.example"' in page
    assert Application.objects.count() == 30


def test_too_many_for_one_address_are_told_when_to_come_back(cast: Cast, page_clock: Clock) -> None:
    for _ in range(5):
        assert send(cast.opening).status_code == 302
    answer = send(cast.opening, resume=cv(), email="Ana@MAIL.example")
    assert answer.status_code == 429
    assert "Ana Moreau CV.txt" in answer.content.decode()
    page_clock.moment += timedelta(hours=1)
    assert send(cast.opening).status_code == 302


def test_limits_can_be_switched_off(cast: Cast, settings: pytest.FixtureRequest) -> None:
    settings.HEARBACK_RATE_LIMITS = False  # type: ignore[attr-defined]  # Django's settings
    for number in range(35):
        send(cast.opening, email=f"ana{number}@mail.example")
    assert Application.objects.count() == 35


def test_a_form_needs_no_cookie_and_no_token() -> None:
    """Reliability 153: cookies off."""
    client = Client(enforce_csrf_checks=True)
    page = client.get("/jobs/shop-manager/")
    assert not page.cookies
    assert client.post("/jobs/shop-manager/", filled_in()).status_code == 302


@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_from_another_site_is_refused(said: dict[str, str]) -> None:
    for address in ("/jobs/shop-manager/", "/jobs/shop-manager/read/", "/status/"):
        answer = Client(headers=said).post(address, filled_in())
        assert answer.status_code == 403
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_from_our_own_page_is_taken(said: dict[str, str]) -> None:
    answer = Client(headers=said).post("/jobs/shop-manager/", filled_in())
    assert answer.status_code == 302
    assert Application.objects.count() == 1
