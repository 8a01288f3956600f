"""Answered twice at once, by two who have the link or a quick finger: it counts once."""

# M33

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.ledger.models import Entry
from hearback.portal.tests.makers import secret_of
from hearback.portal.word.press import A_MOMENT, shown_at
from hearback.surveys.actions import count_opinions
from hearback.surveys.kinds import COUNTED, NOT_AGAIN, SAID
from hearback.surveys.models import Opinion, Quiet
from hearback.surveys.tests.makers import ANSWERED, DAY, answered_no, asked_now
from tests.at_once import at_once
from tests.cast import Cast
from tests.desk_visit import Moment, cast, moment

__all__ = ["cast", "moment"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("relay"),
]


def _press(page: str, **said: str) -> Any:
    return Client().post(page, {"shown": shown_at(ANSWERED), **said})


@pytest.fixture
def page(cast: Cast, moment: Moment) -> str:
    """Where Ana, who was told no, is asked how it was."""
    application = answered_no(cast)
    asked_now(application, at=ANSWERED)
    moment.now = ANSWERED + A_MOMENT
    return reverse("portal:said", args=[secret_of(application), "answer"])


def test_two_presses_at_once_are_one_answer(page: str) -> None:
    presses = [lambda score=score: _press(page, recommend=score) for score in ("0", "5", "10")]
    answers: list[Any] = at_once(*presses)
    assert {one.status_code for one in answers} == {302}
    assert Opinion.objects.get().recommend in {0, 5, 10}
    assert Entry.objects.filter(kind=SAID.name).count() == 1


def test_a_press_at_the_moment_it_counts_changes_it_or_is_refused(page: str) -> None:
    _press(page, recommend="3")
    later = ANSWERED + 2 * DAY
    pressed, counted, again = at_once(
        lambda: _press(page, recommend="9").status_code,
        lambda: count_opinions(now=later),
        lambda: count_opinions(now=later),
    )
    assert {counted, again} == {0, 1}
    # Whichever came first: what was told to be kept is what counts.
    assert Opinion.objects.counted().get().recommend == (9 if pressed == 302 else 3)
    assert Entry.objects.filter(kind=COUNTED.name).count() == 1


def test_two_who_would_rather_not_at_once_are_one(page: str) -> None:
    presses = [lambda: _press(page, act="not_again")] * 3
    answers: list[Any] = at_once(*presses)
    assert {one.status_code for one in answers} == {302}
    assert Quiet.objects.count() == Entry.objects.filter(kind=NOT_AGAIN.name).count() == 1
