"""After an interview: who scores files a scorecard, who else was there is asked for a line."""

# M22

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.feedback.asking.models import About, Ask
from hearback.interviews.day.actions import note_held
from hearback.interviews.models import Cover
from hearback.interviews.tests.makers import MONDAY, booked
from tests.cast import Cast, apply

pytestmark = pytest.mark.django_db

AFTER = MONDAY + timedelta(hours=2)


def test_whoever_scores_is_not_asked_for_a_line_as_well(cast: Cast) -> None:
    note_held(interview=booked(cast, apply(cast)), by=cast.susan, now=AFTER)
    assert not Ask.objects.exists()


def test_whoever_met_them_without_criteria_is_asked_once(cast: Cast) -> None:
    visit = booked(cast, apply(cast))
    Cover.objects.all().delete()
    note_held(interview=visit, by=cast.susan, now=AFTER)
    note_held(interview=visit, by=cast.susan, now=AFTER)
    asks = Ask.objects.select_related("contact__member", "asked_by")
    assert {one.contact.member for one in asks} == {cast.grace, cast.ben}
    for one in asks:
        assert (one.about, one.subject) == (About.MEETING, visit.public_id)
        assert one.words == "A visit to the shop, Monday 30 November"
        assert one.asked_by == visit.coordinator
