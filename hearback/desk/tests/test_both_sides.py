"""Both sides of a meeting beside each other, for whoever may answer candidates."""

# M22

from __future__ import annotations

import pytest

from hearback.feedback.circle.models import Keen, Said
from hearback.feedback.tests.makers import asked
from tests.cast import NOW, Cast
from tests.desk_visit import As
from tests.web_form import words_of

pytestmark = pytest.mark.django_db


def test_the_candidate_s_own_word_stands_beside_what_was_asked(as_: As, cast: Cast) -> None:
    one = asked(cast)
    Said.objects.create(
        application=one.application,
        subject=one.application.public_id,
        words="Lunch on Tuesday",
        to=cast.susan,
        asked_at=NOW,
        said_at=NOW,
        tap=Keen.UNSURE,
        line="The hours worry me.",
    )
    path = f"/desk/applications/{one.application.public_id}/"
    page = words_of(as_(cast.susan).get(path).content.decode())
    assert "What Ana Moreau says" in page
    assert "The hours worry me." in page
    assert "The hours worry me." not in as_(cast.grace).get(path).content.decode()
