"""Whoever is asked reads us in their own language, and the team reads what they said in its own."""

# M22 M24

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from hearback.channels.models import Message
from hearback.clients.actions import end_meetings
from hearback.clients.tests.makers import a_client, a_contact, a_meeting, forward
from hearback.endpoints import Inbound
from hearback.feedback.asking.actions import contact_for, end
from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.following.actions import remind
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.tests.hearing_makers import answers
from hearback.feedback.tests.makers import agreed, asked, client_contact, page_of
from hearback.rules.calendar import WorkingCalendar
from hearback.rules.one_line import read_line
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment, as_, cast, moment
from tests.web_form import words_of
from tests.words.reading import pieces_of

if TYPE_CHECKING:
    from tests.twilio import TestTwilio

__all__ = ["as_", "cast", "moment"]
pytestmark = pytest.mark.django_db

DAY, A_LOOK = timedelta(days=1), timedelta(seconds=8)
OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
ASKS = {"de": "Was denken Sie?", "fr": "qu’en pensez-vous", "es": "¿qué le parece?"}
REPLY = {
    "de": "ja, nein, vielleicht oder später",
    "fr": "oui, non, peut-être ou plus tard",
    "es": "sí, no, quizás o más tarde",
}
# What a page in another language may say in English: names, what was typed, the codes of languages.
ENGLISH = re.compile(
    r"\b(?:the|you|your|what|think|answer|waiting|waits|papers|within|days?|yes|maybe|link)\b"
)


def _english_in(page: str, *names: str) -> list[str]:
    said = [piece for piece in pieces_of(page) if not any(name in piece for name in names)]
    return [piece for piece in said if ENGLISH.search(piece.lower())]


def _press(one: Ask, moment: Moment, **data: str) -> Any:
    page = Client().get(page_of(one)).content.decode()
    found = re.search(r'name="shown" value="([^"]+)"', page)
    moment.now += A_LOOK
    return Client().post(page_of(one), {"shown": found[1] if found else "", **data})


@pytest.mark.parametrize("language", OTHERS)
def test_an_ask_and_its_reminder_speak_their_language(cast: Cast, language: str) -> None:
    lena = agreed(client_contact(cast, language=language))
    one = asked(cast, lena)
    asked(cast, lena, name="Ben Kurz")
    remind(contact=lena, by=cast.susan, now=NOW + DAY)
    letter, digest = Message.objects.get(about=one.public_id), Message.objects.last()
    assert ASKS[language] in letter.subject
    assert REPLY[language] in letter.text
    assert digest is not None
    for sent in (letter, digest):
        assert f'<html lang="{language}"' in sent.html
        ours = [line for line in sent.text.splitlines() if "@" not in line]
        assert not [line for line in ours if ENGLISH.search(line.lower())], sent.text


@pytest.mark.parametrize("language", OTHERS)
def test_what_our_letter_says_may_be_answered_is_read(language: str) -> None:
    """Each word the letter names is read for what it is."""
    words = re.split(r", | o | ou | oder ", REPLY[language])
    hours = {day: ((time(9), time(17)),) for day in range(5)}
    calendar = WorkingCalendar("Europe/Berlin", hours)
    read = [read_line(word, calendar=calendar, now=NOW).reading.value for word in words]
    assert read[2:] == ["maybe", "later"]
    assert sorted(read[:2]) == ["no", "yes"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_says_how_to_answer_in_their_language(
    cast: Cast, twilio: TestTwilio, language: str
) -> None:
    del twilio
    lena = client_contact(cast, own_phone="+14165550177", ways=["sms"], language=language)
    text = Message.objects.get(about=asked(cast, lena).public_id).text
    assert not ENGLISH.search(text.replace("lunch on Tuesday 24 November", "").lower()), text


@pytest.mark.parametrize("language", OTHERS)
def test_their_page_speaks_it_through_every_press(
    cast: Cast, moment: Moment, language: str
) -> None:
    lena = agreed(client_contact(cast, language=language))
    one = asked(cast, lena, about=About.PAPERS, words="their papers")
    asked(cast, lena, name="Ben Kurz", about=About.PAPERS, words="their papers")
    pages = [Client(headers={"accept-language": "en"}).get(page_of(one))]
    pages += [_press(one, moment, answer="perhaps"), _press(one, moment, day="x")]
    pages += [Client().get(_press(one, moment, answer="no")["Location"])]
    criterion = cast.opening.criteria.get(position=1)
    pages += [Client().get(_press(one, moment, why="1", criterion=str(criterion.pk))["Location"])]
    pages += [Client().get(_press(one, moment, words="Noch etwas")["Location"])]
    for page in pages:
        assert page["Content-Language"] == language
        assert _english_in(page.content.decode(), criterion.text, cast.opening.title) == []


def test_the_team_reads_what_they_pressed_in_english(cast: Cast, moment: Moment, as_: As) -> None:
    one = asked(cast, client_contact(cast, language="de"))
    day = re.search(r'<option value="([^"]+)"', Client().get(page_of(one)).content.decode())
    assert day is not None
    _press(one, moment, day=day[1])
    one.refresh_from_db()
    assert one.promise.reason == "Later, on Wednesday 25 November."
    _press(one, moment, words="Was verdient sie?")
    assert Heard.objects.get().why == "They ask something."
    _press(one, moment, answer="no", line="Zu jung im Fach.")
    one.refresh_from_db()
    assert one.promise.evidence.startswith("Lena Fox answered (")
    case = as_(cast.susan).get(f"/desk/applications/{one.application.public_id}/")
    page = words_of(case.content.decode())
    assert "Lena Fox about Ana Moreau: No: Zu jung im Fach." in page
    assert "answers about Ana Moreau by Wednesday 25 November" in page


def test_a_meeting_is_named_in_each_ones_language(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast), language="de")
    ana = apply(cast)
    forward(cast, ana, ruth)
    submission = Ask.objects.get()
    assert submission.words == "their application, put forward by Susan Ito"
    assert submission.words_to_them == "die Bewerbung, vorgestellt von Susan Ito"
    ana.refresh_from_db()
    meeting = a_meeting(cast, ana, ruth)
    end_meetings(now=meeting.ends_at + DAY / 24)
    one = Ask.objects.get(about=About.MEETING)
    assert re.search(r"day \d", one.words)
    assert re.search(r"tag, \d|tag \d|woch, \d|woch \d", one.words_to_them)
    letter = Message.objects.get(about=one.public_id)
    assert one.words_to_them in letter.text
    assert one.words not in letter.text


def test_letters_about_meetings_speak_it_too(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast), language="es")
    ana = apply(cast)
    forward(cast, ana, ruth)
    ana.refresh_from_db()
    a_meeting(cast, ana, ruth)
    letter = Message.objects.get(purpose="clients.guest_set")
    assert letter.text.startswith("Hola, Ruth:")
    assert "Está fijado" in letter.text


def test_somebody_without_a_name_has_one_in_no_language(cast: Cast, moment: Moment) -> None:
    del moment
    ruth = a_contact(cast, a_client(cast), language="fr")
    forward(cast, apply(cast), ruth, allowed=("answers",))
    one = Ask.objects.get()
    assert "Une candidature" in Message.objects.get(about=one.public_id).text
    page = Client().get(page_of(one)).content.decode()
    assert "Une candidature attend notre réponse" in words_of(page)
    assert "Ana" not in page


def test_why_nothing_is_asked_any_more_is_said_in_their_language(
    cast: Cast, moment: Moment
) -> None:
    del moment
    one = asked(cast, client_contact(cast, language="de"))
    end(ask=one, why="Nothing is left to decide.", by=None, now=NOW)
    assert "Es ist nichts mehr zu entscheiden." in Client().get(page_of(one)).content.decode()


def test_a_german_reply_to_a_german_letter_is_its_answer(cast: Cast, settings: Any) -> None:
    settings.HEARBACK_INBOUND = (Inbound(kind="smtp", host="127.0.0.1", port=2525),)
    one = asked(cast, client_contact(cast, language="de"))
    ours = Message.objects.get(about=one.public_id).text
    quoted = "\n".join(f"> {line}" for line in ours.splitlines())
    answers(one, f"Vielleicht, sie kennt das Sortiment.\n\nAm 24.11.2026 schrieb Susan:\n{quoted}")
    assert (one.answer, Heard.objects.get().reading) == (Tap.MAYBE, Reading.MAYBE)


def test_a_colleague_is_written_to_in_the_language_agreed(cast: Cast, as_: As) -> None:
    said = {"amount": "2", "unit": "working_days", "first": "email", "then": "", "language": "de",
            "most_reminders": "3", "agreed_with": "Grace, by phone"}  # fmt: skip
    path = f"/desk/words/members/{cast.grace.pk}/"
    assert as_(cast.susan).post(path, {**said, "language": "xx"}).status_code == 422
    assert as_(cast.susan).post(path, said).status_code == 302
    one = asked(cast, contact_for(cast.grace))
    assert "Was denken Sie?" in Message.objects.get(about=one.public_id).subject
