"""Asking on the status page: heard at once, promised a reply by a date, answered in plain sight."""

# M6 M7

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from hearback.channels import outbox
from hearback.channels.models import Channel
from hearback.inbox.actions import Heard, hear, need_no_answer, reply
from hearback.inbox.models import Received
from hearback.ledger.models import Promise
from hearback.pipeline.models import Conversation
from hearback.portal.tests.makers import address_of, words_of
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.pipeline.models import Application
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

QUESTION = "May I bring my dog on Fridays?\nHe is quiet."


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _ask(application: Application, words: str = QUESTION, **headers: str) -> Any:
    return Client().post(address_of(application, "ask"), {"words": words}, headers=headers)


def test_a_question_is_heard_and_the_page_says_by_when_it_is_answered(cast: Cast) -> None:
    application = apply(cast)
    assert "Any question about our process?" in words_of(application)
    answer = _ask(application)
    assert answer.status_code == 302
    assert answer["Location"] == f"{address_of(application)}#talk"
    received = Received.objects.get()
    assert (received.channel, received.text) == (Channel.WEB, QUESTION)
    page = words_of(application)
    assert "May I bring my dog on Fridays?" in page
    assert "Susan Ito replies to your message by Wednesday 25 November" in page
    assert "You, Tue 24 Nov, 10:00" in page


def test_the_promised_reply_stands_beside_what_was_promised_about_the_application(
    cast: Cast,
) -> None:
    application = apply(cast)
    before = words_of(application).partition("Any question")[0]
    _ask(application)
    after = words_of(application).partition("What we said")[0]
    assert after.replace("Done: You wrote to us. Tuesday 24 November, 10:00 ", "") == before


def test_a_reply_shows_once_it_has_left_and_never_before(cast: Cast, relay: TestRelay) -> None:
    application = apply(cast)
    _ask(application)
    conversation = Conversation.objects.get()
    reply(conversation=conversation, text="Yes, Fridays are fine.", by=cast.susan, now=NOW)
    assert "Fridays are fine" not in words_of(application)
    assert "replies to your message by" in words_of(application)
    outbox.send_due(clock=lambda: NOW + timedelta(minutes=1))
    assert len(relay.taken) == 2
    page = words_of(application)
    assert "Susan Ito , Tue 24 Nov, 10:01 Yes, Fridays are fine." in page
    assert "replies to your message by" not in page


def test_words_that_came_by_mail_stand_there_too(cast: Cast) -> None:
    application = apply(cast)
    _ask(application)
    conversation = Conversation.objects.get()
    heard = Heard(channel=Channel.EMAIL, text="I forgot: a cat, too.", at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)
    assert "I forgot: a cat, too." in words_of(application)


def test_a_reply_that_came_too_late_is_said_to_be_late(cast: Cast, page_clock: Any) -> None:
    application = apply(cast)
    _ask(application)
    page_clock.moment = NOW + timedelta(hours=30)
    assert "h late" in words_of(application)


def test_a_question_found_to_need_no_answer_is_not_left_hanging(cast: Cast) -> None:
    application = apply(cast)
    _ask(application)
    conversation = Conversation.objects.get()
    need_no_answer(conversation=conversation, reason="She rang.", by=cast.susan, now=NOW)
    page = words_of(application)
    assert "If you still wait for a word, just write again." in page
    assert "She rang" not in page


def test_thanks_are_heard_and_owed_nothing(cast: Cast) -> None:
    application = apply(cast)
    _ask(application, "Thank you, Susan!")
    assert "Thank you, Susan!" in words_of(application)
    assert not Promise.objects.filter(what="question").exists()


def test_pressing_twice_asks_once(cast: Cast) -> None:
    application = apply(cast)
    _ask(application)
    _ask(application)
    assert Received.objects.count() == 1
    assert Promise.objects.open().filter(what="question").count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [("  \n ", "Please write what you would like"), ("x" * 4001, "at most 4000 characters")],
)
def test_nothing_and_too_much_are_asked_for_again(cast: Cast, words: str, said: str) -> None:
    answer = _ask(apply(cast), words)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'class="error-summary" role="alert" tabindex="-1" autofocus' in page
    assert not Received.objects.exists()


def test_another_site_cannot_ask_in_somebodys_name(cast: Cast) -> None:
    answer = _ask(apply(cast), **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not Received.objects.exists()


def test_asking_without_end_is_slowed_down_and_the_words_are_kept(
    cast: Cast, settings: Any
) -> None:
    settings.HEARBACK_RATE_LIMITS = True
    application = apply(cast)
    for number in range(20):
        assert _ask(application, f"Question {number}?").status_code == 302
    answer = _ask(application, "And one more?")
    assert answer.status_code == 429
    assert "And one more?" in answer.content.decode()
    assert Received.objects.count() == 20


def test_an_unknown_link_asks_nothing() -> None:
    assert Client().post("/status/nobody/ask/", {"words": "Hello?"}).status_code == 404
    assert not Received.objects.exists()


def test_markup_is_described_it_was_typed(cast: Cast) -> None:
    application = apply(cast)
    _ask(application, "<script>alert(1)</script> & <b>bold</b>")
    page = Client().get(address_of(application)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;bold" in page
