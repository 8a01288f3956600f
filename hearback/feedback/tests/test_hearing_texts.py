"""One line back by text message: from a number we asked, and from nobody else's."""

# M22 M24

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client as Visitor

from hearback.channels.models import Arrival, ArrivalState, Channel, Message, Number
from hearback.channels.numbers import agree
from hearback.feedback.asking.actions import contact_for
from hearback.feedback.asking.models import Ask, Tap
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.hearing.queries import unclear
from hearback.feedback.tests.makers import asked, client_contact
from hearback.inbox.models import Received
from hearback.kit import clock
from hearback.pipeline.models import Application
from tests import twilio as gateway
from tests.cast import NOW, Cast, apply
from tests.twilio import TestTwilio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.django_db
LENA = "+14165550177"


@pytest.fixture(autouse=True)
def the_moment(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, twilio: TestTwilio
) -> TestTwilio:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    store = {"BACKEND": "hearback.kit.storage.DurableFiles", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": store}
    return twilio


@pytest.fixture
def texts() -> Callable[..., Arrival]:
    said: list[str] = []

    def text(words: str, *, number: str = LENA) -> Arrival:
        said.append(words)
        sid = f"SM{len(said)}"
        assert gateway.write(Visitor(), words, number=number, sid=sid) == 200
        return Arrival.objects.latest("pk")

    return text


def lena_is_asked(cast: Cast, **more: Any) -> Ask:
    contact = client_contact(cast, own_phone=LENA, ways=["sms"])
    return asked(cast, contact, **more)


def now_is(one: Ask) -> Ask:
    one.refresh_from_db()
    return one


def test_one_clear_line_by_text_is_the_answer(cast: Cast, texts: Callable[..., Arrival]) -> None:
    one = lena_is_asked(cast)
    arrival = texts("Yes, go on")
    assert (now_is(one).answer, one.line) == (Tap.YES, "Yes, go on")
    word = Heard.objects.get()
    assert (word.channel, word.from_address, word.ask) == (Channel.SMS, LENA, one)
    assert (arrival.state, arrival.thread) == (ArrivalState.NOTED, None)
    assert not Received.objects.exists()
    assert Message.objects.filter(channel=Channel.SMS).count() == 1


def test_a_colleague_texts_from_the_number_they_gave(
    cast: Cast, texts: Callable[..., Arrival]
) -> None:
    cast.grace.phone = "416 555 0188"
    cast.grace.place = cast.toronto
    cast.grace.save()
    one = asked(cast, contact_for(cast.grace))
    texts("Friday", number="+14165550188")
    assert now_is(one).put_off_until is not None
    assert Heard.objects.get().reading == Reading.LATER


@pytest.mark.parametrize("words", ["ok", "👍", "", "yes and no", "not bad"])
def test_what_is_unclear_by_text_waits_for_a_person(
    cast: Cast, texts: Callable[..., Arrival], words: str
) -> None:
    one = lena_is_asked(cast)
    texts(words)
    assert now_is(one).answered_at is None
    assert unclear(cast.susan, [cast.susan]).count() == 1


def test_with_several_open_questions_a_text_is_for_a_person(
    cast: Cast, texts: Callable[..., Arrival]
) -> None:
    one = lena_is_asked(cast)
    asked(cast, one.contact, name="Ben Kurz")
    texts("Yes")
    assert now_is(one).answered_at is None
    why = unclear(cast.susan, [cast.susan]).get().why
    assert why == "They were asked about 2 people, and nobody knows on whom this is."


def test_why_a_person_has_to_read_it_names_nobody(
    cast: Cast, texts: Callable[..., Arrival]
) -> None:
    """Whoever reads it may be one who is not to know of somebody else they were asked about."""
    one = lena_is_asked(cast)
    asked(cast, one.contact, name="Ben Kurz")
    texts("Ana: yes, and Ben too")
    why = unclear(cast.susan, [cast.susan]).get().why
    assert not {"ana", "ben", "kurz", "moreau"} & set(re.findall(r"\w+", why.lower()))


def test_stop_keeps_its_meaning(cast: Cast, texts: Callable[..., Arrival]) -> None:
    one = lena_is_asked(cast)
    texts("STOP")
    assert Number.objects.get(number=LENA).stopped_at is not None
    assert now_is(one).answered_at is None
    assert not Heard.objects.exists()


def test_a_second_text_that_says_otherwise_flips_nothing(
    cast: Cast, texts: Callable[..., Arrival]
) -> None:
    one = lena_is_asked(cast)
    texts("Yes")
    texts("No wait, no")
    assert now_is(one).answer == Tap.YES
    assert unclear(cast.susan, [cast.susan]).get().words == "No wait, no"


def test_a_number_of_a_contact_who_applied_is_read_by_a_person(
    cast: Cast, texts: Callable[..., Arrival]
) -> None:
    one = lena_is_asked(cast)
    lena = apply(cast, "Lena Fox")
    Application.objects.filter(pk=lena.pk).update(phone=LENA)
    agree(LENA, words="You may also text me", now=NOW)
    assert texts("Yes").state == ArrivalState.UNREADABLE
    assert now_is(one).answered_at is None
    assert not Received.objects.exists()
    assert not Heard.objects.exists()


def test_a_candidates_text_joins_their_own_talk(cast: Cast, texts: Callable[..., Arrival]) -> None:
    one = lena_is_asked(cast)
    agree("+14165550199", words="You may also text me", now=NOW)
    Application.objects.filter(pk=one.application_id).update(phone="+14165550199")
    texts("Yes", number="+14165550199")
    assert Received.objects.get().conversation.application == one.application
    assert now_is(one).answered_at is None


def test_long_after_a_question_a_text_is_a_strangers(
    cast: Cast, texts: Callable[..., Arrival], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = lena_is_asked(cast)
    texts("Yes")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=90))
    texts("Do you take trainees?")
    assert Received.objects.get().text == "Do you take trainees?"
    assert now_is(one).line == "Yes"
