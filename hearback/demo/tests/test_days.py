"""The past fits whatever day it is: every step in order, before now, and promises kept in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearback.demo.load import facts
from hearback.demo.load.days import Days, named_dues
from hearback.demo.load.fates import FATES
from hearback.rules.calendar import WorkingCalendar
from hearback.rules.promises import Terms, Unit, due_moment
from hearback.rules.wall import floor_five

PERIODS = ((time(9), time(12, 30)), (time(13), time(17, 30)))
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
HOURS = WorkingCalendar("America/Toronto", dict.fromkeys(range(5), PERIODS), CHRISTMAS)
TERMS = {
    "First answer in 48 hours": Terms(48, Unit.HOURS),
    "First answer in 2 working days": Terms(2, Unit.WORKING_DAYS),
    "First answer in 5 working days": Terms(5, Unit.WORKING_DAYS),
}
NOWS = [
    datetime(2026, 11, 24, 15, 0, tzinfo=UTC),  # a Tuesday morning
    datetime(2026, 11, 22, 3, 8, tzinfo=UTC),  # a Saturday night
    datetime(2026, 11, 23, 13, 30, tzinfo=UTC),  # a Monday before opening
    datetime(2026, 11, 20, 22, 15, tzinfo=UTC),  # a Friday, minutes before closing
    datetime(2027, 1, 2, 11, 0, tzinfo=UTC),  # after two short weeks
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # the hour that comes twice
]


def terms_of(person: facts.Person) -> Terms:
    return TERMS[facts.briefs()[person.opening]["policy"]]


@pytest.mark.parametrize("now", NOWS, ids=lambda now: f"{now:%a %d %b %H:%M}")
def test_everybody_applies_before_their_first_answer_which_comes_in_time(now: datetime) -> None:
    briefs = facts.briefs()
    for person in facts.people():
        terms = TERMS[briefs[person.opening]["policy"]]
        moments = Days(person, terms, lambda _moment: HOURS).moments(now=now)
        due = due_moment(terms, moments[0], HOURS).moment
        told = now if FATES[person.fate].waits else moments[1]
        assert moments == sorted(moments), person
        assert moments[-1] <= now, person
        assert len(moments) == len(FATES[person.fate].steps) + 1, person
        assert due > told, f"{person.name} would have waited too long"
        # A no waits a day at least, so one that still waits was decided within the day.
        assert now - moments[-1] < timedelta(hours=12) or not FATES[person.fate].today


@pytest.mark.parametrize("now", NOWS, ids=lambda now: f"{now:%a %d %b %H:%M}")
def test_near_dates_are_near_and_missed_ones_are_past_but_not_long(now: datetime) -> None:
    for person in facts.people():
        dues = named_dues(person, HOURS, now=now)
        assert timedelta(minutes=40) < dues["soon"] - now <= timedelta(minutes=50)
        assert now - timedelta(days=5) < dues["late"] < now
        assert dues["late"] == floor_five(dues["late"])


def test_the_same_now_gives_the_same_past() -> None:
    person = facts.people()[0]
    twice = [
        Days(person, terms_of(person), lambda _moment: HOURS).moments(now=NOWS[0]) for _ in "ab"
    ]
    assert twice[0] == twice[1]


def test_six_openings_and_a_hundred_and_twenty_people_of_every_fate() -> None:
    people = facts.people()
    assert len(people) == 120
    assert len({person.email for person in people}) == 120
    assert {person.opening for person in people} == set(facts.briefs())
    assert {person.fate for person in people} == set(FATES)
