"""A candidate asks to be rung, from a phone, without JavaScript, in a window that suits them."""

# M12

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.careers.tests.conftest import Clock
from hearback.inbox.callbacks.actions import log_attempt
from hearback.inbox.callbacks.models import Callback, Outcome
from hearback.pipeline.models import Application
from hearback.portal.tests.makers import address_of, words_of
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied."""
    return apply(cast)


def _asks(ana: Application, **more: str) -> Any:
    said = {"when": "2026-11-24-afternoon", "number": "416 555 0142", **more}
    return Client().post(address_of(ana, "call"), said)


def test_the_status_page_offers_a_call_and_the_form_says_when(ana: Application) -> None:
    assert "Would you rather talk? Please ring me" in words_of(ana)
    page = Client().get(address_of(ana, "call")).content.decode()
    assert "Tuesday in the afternoon, 13:00 to 17:00" in page
    assert "Tuesday after five, 17:00 to 19:00" in page
    assert "Wednesday in the morning" in page
    assert "Times are Toronto time." in page
    assert 'value="+1 416 555 0199"' in page
    assert "<script" not in page


def test_looking_at_the_form_changes_nothing(ana: Application) -> None:
    Client().get(address_of(ana, "call"))
    assert not Callback.objects.exists()
    assert not hasattr(Application.objects.get(pk=ana.pk), "conversation")


def test_a_call_asked_for_is_promised_and_stands_on_the_page(ana: Application) -> None:
    answer = _asks(ana, about="The Saturday shifts")
    assert answer.status_code == 302
    callback = Callback.objects.get()
    assert (callback.number, callback.about) == ("+14165550142", "The Saturday shifts")
    said = words_of(ana)
    assert "Susan Ito rings you: Tuesday 24 November, 13:00 to 17:00" in said
    assert "Choose another time" in said


def test_a_call_asked_for_does_not_hide_the_reply_that_is_promised(ana: Application) -> None:
    Client().post(address_of(ana, "ask"), {"words": "May I bring my dog?"})
    _asks(ana)
    said = words_of(ana)
    assert "Susan Ito replies to your message by" in said
    assert "Susan Ito rings you: Tuesday 24 November" in said


def test_choosing_another_time_and_needing_none_any_more(ana: Application) -> None:
    _asks(ana)
    _asks(ana, when="2026-11-25-morning")
    assert "Wednesday 25 November, 09:00 to 12:00" in words_of(ana)
    _asks(ana, act="off")
    assert "Would you rather talk?" in words_of(ana)
    assert not Callback.objects.owed().exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"number": ""}, "Please tell us which number to ring."),
        ({"number": "0900"}, "Please check this number."),
        ({"number": "+44 909 879 0000"}, "Please check this number."),
        ({"when": ""}, "Please choose a time."),
        ({"when": "2026-11-22-morning"}, "This time is not free any more."),
        ({"when": "whenever"}, "This time is not free any more."),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_typed_stays(
    ana: Application, more: dict[str, str], sentence: str
) -> None:
    answer = _asks(ana, about="The shifts", **more)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "The shifts" in answer.content.decode()
    assert not Callback.objects.exists()


def test_after_two_tries_in_vain_the_page_says_so_and_offers_times(
    cast: Cast, ana: Application, page_clock: Clock
) -> None:
    _asks(ana)
    callback = Callback.objects.get()
    for hours in (4, 5):
        at = NOW + hours * HOUR
        log_attempt(promise=callback.promise, outcome=Outcome.NO_ANSWER, by=cast.susan, now=at)
    page_clock.moment = NOW + 6 * HOUR
    said = words_of(ana)
    assert "We rang and did not reach you." in said
    assert "We tried to ring you." in said
    answer = _asks(ana, when="2026-11-25-morning")
    assert answer.status_code == 302
    assert Callback.objects.owed().get().begins_at.day == 25


@pytest.mark.parametrize(
    ("language", "when"),
    [
        ("de", "Dienstag, 24. November, 13:00 Uhr bis 17:00 Uhr"),
        ("fr", "mardi 24 novembre, de 13 h 00 à 17 h 00"),
        ("es", "martes 24 de noviembre, de 13:00 a 17:00"),
    ],
)
def test_a_span_reads_as_it_is_said(ana: Application, language: str, when: str) -> None:
    Application.objects.filter(pk=ana.pk).update(language=language)
    _asks(ana)
    assert when in Callback.objects.get().promise.words.replace("\u00a0", " ").replace(
        "\u202f", " "
    )


def test_nobody_asks_for_calls_all_day_long(ana: Application) -> None:
    answers = [_asks(ana).status_code for _ in range(9)]
    assert answers[:8] == [302] * 8
    assert answers[8] == 429


def test_another_sites_page_cannot_ask(ana: Application) -> None:
    answer = Client().post(
        address_of(ana, "call"), {"when": "x"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_whoever_withdrew_is_sent_back_to_their_page(ana: Application) -> None:
    _asks(ana)
    Application.objects.filter(pk=ana.pk).update(state="withdrawn")
    assert _asks(ana).status_code == 302
    assert Callback.objects.count() == 1


def test_an_unknown_link_asks_for_nothing(ana: Application) -> None:
    answer = Client().get(address_of(ana, "call").replace("/call/", "x/call/"))
    assert answer.status_code == 404


def test_whose_clock_nobody_knows_is_asked_on_the_shops(ana: Application) -> None:
    Application.objects.filter(pk=ana.pk).update(zone="UTC")
    page = Client().get(address_of(ana, "call")).content.decode()
    assert "Times are Toronto time." in page
