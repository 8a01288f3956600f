"""The page without sign-in: three buttons and one field, and only a person's press counts."""

# M22

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.feedback.asking.actions import contact_for, end
from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.tests.makers import agreed, asked, client_contact, page_of
from hearback.ledger.models import PromiseState
from tests.cast import NOW, Cast
from tests.desk_visit import Moment, cast, moment

__all__ = ["cast", "moment"]
pytestmark = pytest.mark.django_db

A_LOOK = timedelta(seconds=8)
HOUR = timedelta(hours=1)


def _words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def _press(one: Ask, moment: Moment, *, after: timedelta = A_LOOK, **data: str) -> Any:
    """Open the page, look at it for a while, and send what is given."""
    page = Client().get(page_of(one)).content.decode()
    found = re.search(r'name="shown" value="([^"]+)"', page)
    moment.now += after
    return Client().post(page_of(one), {"shown": found[1] if found else "", **data})


def test_it_says_who_waits_and_what_was_agreed_without_script(cast: Cast, moment: Moment) -> None:
    del moment
    one = asked(cast, agreed(contact_for(cast.grace)))
    answer = Client().get(page_of(one))
    said = _words(answer)
    assert "What do you think of Ana Moreau?" in said
    assert "Ana is waiting to hear from us by Thursday 26 November" in said
    assert "You said within 2 working days: by Thursday 26 November, 10:00." in said
    assert "<script" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_looking_says_nothing(cast: Cast, moment: Moment) -> None:
    del moment
    one = asked(cast)
    Client().get(page_of(one))
    Client().head(page_of(one))
    one.refresh_from_db()
    assert (one.answered_at, one.put_off_until) == (None, None)


def test_one_press_and_a_line_is_an_answer(cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    said = _press(one, moment, answer="yes", line="Knew every product.")
    assert said.status_code == 302
    one.refresh_from_db()
    one.promise.refresh_from_db()
    assert (one.answer, one.line) == (Tap.YES, "Knew every product.")
    assert one.promise.state == PromiseState.KEPT
    page = _words(Client().get(page_of(one)))
    assert "Thank you" in page
    assert "Knew every product." in page
    assert "nobody asks you about this again" in page


def test_a_program_that_presses_at_once_says_nothing(cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    for data in ({"after": timedelta()}, {"shown": "forged"}, {"shown": ""}):
        answer = _press(one, moment, **{"answer": "no", "line": "mine", **data})  # type: ignore[arg-type]
        assert answer.status_code == 422
        assert "press once more" in _words(answer)
        assert "mine" in _words(answer)
    one.refresh_from_db()
    assert one.answered_at is None


def test_another_site_cannot_make_a_browser_press(cast: Cast, moment: Moment) -> None:
    del moment
    one = asked(cast)
    answer = Client().post(page_of(one), {"answer": "no"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_a_no_asks_which_criterion_and_takes_it_once(cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    _press(one, moment, answer="no")
    page = _words(Client().get(page_of(one)))
    assert "Which of these was missing?" in page
    assert "two years of leading a team" in page
    criterion = cast.opening.criteria.get(position=2)
    _press(one, moment, why="1", criterion=str(criterion.pk), line="Never on Saturdays.")
    one.refresh_from_db()
    assert (one.criterion, one.line) == (criterion, "Never on Saturdays.")
    again = _press(one, moment, why="1", criterion="none", line="Or yes?")
    assert again.status_code == 409
    one.refresh_from_db()
    assert one.line == "Never on Saturdays."


def test_none_of_the_criteria_is_an_answer_too(cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    _press(one, moment, answer="no", line="Never on Saturdays.")
    assert " checked" not in Client().get(page_of(one)).content.decode(), "nothing is suggested"
    assert _press(one, moment, why="1").status_code == 422
    thanks = _press(one, moment, why="1", criterion="none")
    assert "Which of these was missing?" not in _words(Client().get(thanks["Location"]))
    one.refresh_from_db()
    assert (one.criterion, one.line) == (None, "Never on Saturdays.")
    told = one.application.entries.get(kind="word.reasoned")
    assert "none of the criteria" in told.words.payload["said"]


def test_where_an_opening_has_no_criteria_a_line_is_reason_enough(
    cast: Cast, moment: Moment
) -> None:
    one = asked(cast)
    one.application.opening.criteria.all().delete()
    page = _words(Client().get(_press(one, moment, answer="no")["Location"]))
    assert "what made you say no?" in page
    assert "None of these" not in page
    thanks = _press(one, moment, why="1", line="She needs Saturdays off.")
    assert "One more thing" not in _words(Client().get(page_of(one)))
    assert thanks.status_code == 302


def test_a_criterion_of_nobody_is_no_reason(cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    _press(one, moment, answer="no", line="Not yet.")
    elsewhere = cast.other_opening.criteria.first()
    assert elsewhere is not None
    answer = _press(one, moment, why="1", criterion=str(elsewhere.pk))
    assert answer.status_code == 422
    one.refresh_from_db()
    assert one.criterion is None


def test_said_twice_differently_the_first_stands_and_they_can_say_so(
    cast: Cast, moment: Moment
) -> None:
    one = asked(cast)
    _press(one, moment, answer="yes")
    answer = Client().get(page_of(one))
    shown = re.search(r'name="shown" value="([^"]+)"', answer.content.decode())
    assert shown is not None
    moment.now += A_LOOK
    answer = Client().post(page_of(one), {"shown": shown[1], "answer": "no"})
    assert answer.status_code == 409
    assert "You said “Yes, go on” before, and that stands" in _words(answer)
    assert _press(one, moment, words="On second thoughts no.").status_code == 302
    heard = Heard.objects.get()
    assert (heard.reading, heard.needs_person) == (Reading.UNCLEAR, True)
    assert heard.words == "On second thoughts no."


def test_later_moves_the_day_to_one_they_work(cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    page = Client().get(page_of(one)).content.decode()
    assert 'value="2026-11-27"' in page
    assert 'value="2026-11-28"' not in page  # a Saturday
    _press(one, moment, day="2026-11-27")
    one.refresh_from_db()
    assert one.put_off_until == one.promise.due_at
    assert "You answer by Friday 27 November, 17:30" in _words(Client().get(page_of(one)))
    assert _press(one, moment, day="2026-11-28").status_code == 422


def test_a_question_goes_to_the_recruiter_once_and_answers_nothing(
    cast: Cast, moment: Moment
) -> None:
    one = asked(cast)
    for _ in range(2):
        _press(one, moment, words="Does she speak French?")
    heard = Heard.objects.get()
    assert (heard.reading, heard.ask) == (Reading.QUESTION, one)
    one.refresh_from_db()
    assert one.answered_at is None
    assert _press(one, moment, words="  ").status_code == 422


def test_who_answers_from_a_shared_mailbox_says_their_name(cast: Cast, moment: Moment) -> None:
    one = asked(cast, client_contact(cast, is_shared=True))
    answer = _press(one, moment, answer="yes", line="Good.")
    assert answer.status_code == 422
    assert "Good." in _words(answer)
    _press(one, moment, answer="yes", line="Good.", who="Kim Park")
    one.refresh_from_db()
    assert one.answered_by == "Kim Park"


def test_what_nobody_needs_any_more_says_so(cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    page = Client().get(page_of(one)).content.decode()
    shown = re.search(r'name="shown" value="([^"]+)"', page)
    assert shown is not None
    end(ask=one, why="The job was filled.", by=cast.susan, now=NOW)
    moment.now += A_LOOK
    answer = Client().post(page_of(one), {"shown": shown[1], "answer": "yes"})
    assert answer.status_code == 409
    assert "The job was filled." in _words(Client().get(page_of(one)))


def test_it_shows_what_else_they_are_asked(cast: Cast, moment: Moment) -> None:
    del moment
    one = asked(cast)
    other = asked(cast, name="Kofi Mensah", about=About.PAPERS, words="their papers")
    somebody_elses = asked(cast, contact_for(cast.ben), name="Noor Ali")
    page = Client().get(page_of(one)).content.decode()
    assert page_of(other) in page
    assert page_of(somebody_elses) not in page


def test_a_link_of_nobody_and_of_whoever_left_rests(cast: Cast, moment: Moment) -> None:
    del moment
    contact = client_contact(cast)
    one = asked(cast, contact)
    assert Client().get("/word/abc/").status_code == 404
    contact.left_at = NOW
    contact.save()
    assert Client().get(page_of(one)).status_code == 404
