"""Withdrawing and correcting: a link alone is not enough, a fresh code is, once."""

# M11

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.contrib.postgres.search import SearchQuery
from django.test import Client

from hearback.answers.models import AnswerState
from hearback.answers.tests.makers import tell_no
from hearback.careers.actions import add_missing_texts, forget_codes
from hearback.careers.models import FreshCode
from hearback.channels import outbox
from hearback.channels.models import Message, MessageState
from hearback.ledger.models import Entry, PromiseState
from hearback.pipeline.models import Application, ApplicationState, ApplicationText
from hearback.portal.tests.makers import address_of, mailed_code, words_of
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hearback.careers.tests.conftest import Clock
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ana() -> Application:
    return apply(make_cast())


def _press(application: Application, page: str, act: str, **said: Any) -> HttpResponse:
    answer = Client().post(address_of(application, page), {"act": act, **said})
    return cast("HttpResponse", answer)


def _letters(purpose: str) -> list[Message]:
    return list(Message.objects.filter(purpose=purpose).order_by("pk"))


def test_withdrawing_takes_a_code_and_is_thanked(ana: Application) -> None:
    page = Client().get(address_of(ana, "withdraw")).content.decode()
    assert "you need not say why" in page
    assert 'name="code"' not in page
    page = _press(ana, "withdraw", "send").content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert "A code is on its way" in page
    answer = _press(ana, "withdraw", "do", code=mailed_code())
    assert answer.status_code == 302
    assert answer["Location"] == address_of(ana)
    ana.refresh_from_db()
    assert ana.state == ApplicationState.WITHDRAWN
    assert ana.ended_at == NOW
    assert {promise.state for promise in ana.promises.all()} == {PromiseState.RELEASED}
    (letter,) = _letters("careers.withdrawn")
    assert "Thank you for the time you gave us." in letter.text
    assert "Susan Ito" in letter.text
    assert "!" not in letter.text
    assert Entry.objects.filter(kind="application.withdrawn", application=ana).count() == 1


def test_the_link_alone_changes_nothing(ana: Application) -> None:
    """Reliability 118: the link was passed on."""
    for page in ("withdraw", "details"):
        for code in ("", "000000", "123456"):
            answer = _press(ana, page, "do", code=code, name="Somebody Else")
            assert answer.status_code == 422
    ana.refresh_from_db()
    assert ana.state == ApplicationState.IN_PROGRESS
    assert ana.name == "Ana Moreau"


def test_the_pages_do_not_show_what_the_link_holder_may_not_know(ana: Application) -> None:
    """Reliability 118: address and number stay with their owner."""
    for page in ("status", "withdraw", "details"):
        shown = Client().get(address_of(ana, page)).content.decode()
        assert "ana.moreau@mail.example" not in shown
        assert "555 0199" not in shown
    assert "ana.moreau" not in _press(ana, "withdraw", "send").content.decode()


def test_a_code_works_once(ana: Application) -> None:
    _press(ana, "details", "send", name="Ana B. Moreau")
    code = mailed_code()
    assert _press(ana, "details", "do", code=code, name="Ana B. Moreau").status_code == 302
    answer = _press(ana, "details", "do", code=code, name="Ana C. Moreau")
    assert answer.status_code == 422
    assert "Ask for a new one." in answer.content.decode()
    ana.refresh_from_db()
    assert ana.name == "Ana B. Moreau"


def test_a_code_is_forgiving_about_spaces_and_scripts_of_digits(ana: Application) -> None:
    _press(ana, "withdraw", "send")
    code = mailed_code()
    assert _press(ana, "withdraw", "do", code=f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_code_is_for_its_own_purpose(ana: Application) -> None:
    _press(ana, "details", "send", name="Ana B.")
    assert _press(ana, "withdraw", "do", code=mailed_code()).status_code == 422


def test_a_code_is_for_its_own_application(ana: Application) -> None:
    ben = apply(make_cast(), "Ben Okafor")
    _press(ben, "withdraw", "send")
    assert _press(ana, "withdraw", "do", code=mailed_code()).status_code == 422


def test_a_code_is_over_after_ten_minutes(ana: Application, page_clock: Clock) -> None:
    _press(ana, "withdraw", "send")
    code = mailed_code()
    page_clock.moment = NOW + 10 * MINUTE
    answer = _press(ana, "withdraw", "do", code=code)
    assert answer.status_code == 422
    assert "older than ten minutes" in answer.content.decode()


def test_five_tries_and_no_more(ana: Application) -> None:
    """Reliability 111."""
    _press(ana, "withdraw", "send")
    code = mailed_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert "not the code we sent" in _press(ana, "withdraw", "do", code=wrong).content.decode()
    assert _press(ana, "withdraw", "do", code=code).status_code == 422
    ana.refresh_from_db()
    assert ana.state == ApplicationState.IN_PROGRESS


def test_a_newer_code_takes_the_place_of_the_older(ana: Application) -> None:
    _press(ana, "withdraw", "send")
    old = mailed_code()
    _press(ana, "withdraw", "send")
    assert _press(ana, "withdraw", "do", code=old).status_code == 422
    assert _press(ana, "withdraw", "do", code=mailed_code()).status_code == 302


def test_five_codes_an_hour_and_then_a_person(ana: Application, page_clock: Clock) -> None:
    for _ in range(5):
        assert _press(ana, "withdraw", "send").status_code == 200
    page_clock.moment = NOW + 20 * MINUTE
    answer = _press(ana, "withdraw", "send")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "2400"
    assert "Please try again in 40 minutes." in answer.content.decode()
    assert "+1 416 555 0101" in answer.content.decode()
    assert len(_letters("careers.code")) == 5
    page_clock.moment = NOW + 61 * MINUTE
    assert _press(ana, "withdraw", "send").status_code == 200


def test_the_code_is_in_the_mail_and_nowhere_else(ana: Application, relay: TestRelay) -> None:
    """Not in the database, where a stolen copy or a curious colleague would read it."""
    _press(ana, "withdraw", "send")
    outbox.send_due(clock=lambda: NOW)
    (mail,) = [one for one in relay.taken if one["Subject"].startswith("Your code")]
    body = mail.get_body(("plain",))
    assert body is not None
    assert mailed_code() in body.get_content()
    (letter,) = _letters("careers.code")
    assert mailed_code() not in letter.text + letter.html + letter.subject


def test_a_code_that_is_late_stays_at_home(ana: Application, relay: TestRelay) -> None:
    """The relay was down: nobody gets a dead code an hour later."""
    _press(ana, "withdraw", "send")
    outbox.send_due(clock=lambda: NOW + 11 * MINUTE)
    (letter,) = _letters("careers.code")
    assert letter.state == MessageState.STOPPED
    assert len(relay.taken_by("ana.moreau@mail.example")) == 1


def test_details_are_corrected_and_found_again(ana: Application) -> None:
    add_missing_texts()
    said = {"name": "Ana B. Moreau-Silva", "phone": "+351 912 345 678"}
    page = _press(ana, "details", "send", **said).content.decode()
    assert 'value="Ana B. Moreau-Silva"' in page
    assert _press(ana, "details", "do", code=mailed_code(), **said).status_code == 302
    ana.refresh_from_db()
    assert (ana.name, ana.phone) == ("Ana B. Moreau-Silva", "+351912345678")
    assert ana.candidate.email == "ana.moreau@mail.example"
    assert "Done: You corrected your details." in words_of(ana)
    query = SearchQuery("silva", config="simple")
    assert ApplicationText.objects.filter(search=query).count() == 1


def test_a_number_can_be_forgotten(ana: Application) -> None:
    _press(ana, "details", "send", no_phone="on")
    _press(ana, "details", "do", no_phone="on", code=mailed_code())
    ana.refresh_from_db()
    assert ana.phone == ""
    assert ana.name == "Ana Moreau"


def test_a_new_address_is_told_to_both_and_letters_follow(ana: Application) -> None:
    other = apply(make_cast(), opening=make_cast().other_opening)
    waiting = Message.objects.filter(purpose="careers.receipt", state=MessageState.QUEUED)
    assert waiting.count() == 2
    said = {"email": "ana@new.example"}
    _press(ana, "details", "send", **said)
    assert _press(ana, "details", "do", code=mailed_code(), **said).status_code == 302
    ana.candidate.refresh_from_db()
    assert ana.candidate.email == ana.candidate.email_key == "ana@new.example"
    assert other.candidate_id == ana.candidate_id
    assert {letter.to_address for letter in waiting} == {"ana@new.example"}
    (goodbye,) = _letters("careers.address_changed")
    (welcome,) = _letters("careers.address_welcome")
    assert goodbye.to_address == "ana.moreau@mail.example"
    assert "⟦" not in goodbye.text
    assert "If that was not you" in goodbye.text
    assert welcome.to_address == "ana@new.example"
    assert "⟦portal:status" in welcome.text


def test_the_address_of_somebody_else_is_refused_kindly(ana: Application) -> None:
    apply(make_cast(), "Ben Okafor")
    said = {"email": "BEN.Okafor@mail.example", "name": "Ana B."}
    _press(ana, "details", "send", **said)
    answer = _press(ana, "details", "do", code=mailed_code(), **said)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Please write to Susan Ito, who can help." in page
    assert "candidate" not in page.lower()
    ana.refresh_from_db()
    ana.candidate.refresh_from_db()
    assert ana.name == "Ana Moreau"
    assert ana.candidate.email == "ana.moreau@mail.example"
    assert not _letters("careers.address_changed")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Nothing is filled in yet."),
        ({"phone": "12"}, "Please check this number."),
        ({"email": "ana@"}, "Please check this address."),
        ({"phone": "+1 416 555 0123", "no_phone": "on"}, "not both"),
        ({"name": "x" * 201}, "at most 200 characters"),
    ],
)
def test_details_that_do_not_fit_are_told_before_a_code_is_spent(
    ana: Application, said: dict[str, str], words: str
) -> None:
    answer = _press(ana, "details", "send", **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not FreshCode.objects.exists()


def test_the_same_details_again_change_nothing(ana: Application) -> None:
    said = {"name": "Ana Moreau", "email": "ana.moreau@mail.example"}
    _press(ana, "details", "send", **said)
    assert _press(ana, "details", "do", code=mailed_code(), **said).status_code == 302
    assert not Entry.objects.filter(kind="application.corrected").exists()
    assert not _letters("careers.address_changed")


def test_what_has_ended_cannot_be_withdrawn_again(ana: Application) -> None:
    """Reliability 148: a later step without the earlier one."""
    _press(ana, "withdraw", "send")
    _press(ana, "withdraw", "do", code=mailed_code())
    assert Client().get(address_of(ana, "withdraw"))["Location"] == address_of(ana)
    assert _press(ana, "withdraw", "send").status_code == 302
    assert _press(ana, "details", "send", name="x").status_code == 302
    assert len(_letters("careers.withdrawn")) == 1


def test_two_presses_at_once_withdraw_once(ana: Application) -> None:
    _press(ana, "withdraw", "send")
    code = mailed_code()
    assert [_press(ana, "withdraw", "do", code=code).status_code for _ in range(2)] == [302, 302]
    assert len(_letters("careers.withdrawn")) == 1


def test_unknown_links_have_no_such_pages() -> None:
    make_cast()
    for page in ("withdraw", "details"):
        assert Client().get(f"/status/nobody/{page}/").status_code == 404
        assert Client().post(f"/status/nobody/{page}/", {"act": "send"}).status_code == 404


def test_old_codes_are_forgotten(ana: Application) -> None:
    _press(ana, "withdraw", "send")
    assert forget_codes(now=NOW + timedelta(hours=23)) == 0
    assert forget_codes(now=NOW + timedelta(hours=25)) == 1


def test_pages_with_forms_let_browsers_say_where_they_come_from(ana: Application) -> None:
    for page in ("withdraw", "details"):
        answer = Client().get(address_of(ana, page))
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "private, no-store"


def test_a_foreign_page_cannot_press_the_buttons(ana: Application) -> None:
    foreign = Client(headers={"Sec-Fetch-Site": "cross-site"})
    for page in ("withdraw", "details"):
        assert foreign.post(address_of(ana, page), {"act": "send"}).status_code == 403
    assert not FreshCode.objects.exists()


def test_withdrawing_calls_off_the_answer_on_its_way(ana: Application, cast_of: Cast) -> None:
    """M29: the letter is recalled, because the world changed."""
    answer = tell_no(cast_of, ana)
    _press(ana, "withdraw", "send")
    _press(ana, "withdraw", "do", code=mailed_code())
    answer.refresh_from_db()
    assert answer.state == AnswerState.RECALLED
    assert answer.message is not None
    answer.message.refresh_from_db()
    assert answer.message.state == MessageState.RECALLED


@pytest.fixture
def cast_of() -> Cast:
    return make_cast()
