"""Fifty people pick one time at the same moment: one has it, the others see fresh times."""

# M14

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hearback.careers.tests.conftest import Clock
from hearback.interviews.booking import actions as act
from hearback.interviews.models import Interview, InterviewState, Limit, Seat
from hearback.interviews.tests.makers import MONDAY, plan
from hearback.kit.links import token
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.interviews.models import Round

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KEY = "20261130T1500Z"
MANY = 50


def _pick(address: str, barrier: Barrier, key: str = KEY) -> Any:
    try:
        barrier.wait(timeout=60)
        return Client().post(address, {"slot": key})
    finally:
        connection.close()


def _invited(cast: Cast, visit: Round, number: int) -> str:
    """Where one of many, all invited to the same, chooses a time."""
    person = apply(cast, f"Ana {chr(65 + number // 10)}{chr(65 + number % 10)}")
    meeting = act.invite(application=person, round=visit, words="", by=cast.susan, now=NOW)
    secret = token("portal:status", person.public_id, person.link_generation)
    return reverse("portal:interview_times", args=[secret, meeting.public_id])


def _pick_all(cast: Cast, visit: Round, keys: list[str]) -> list[int]:
    """What each hears who picks one of these times, all in the same instant."""
    addresses = [_invited(cast, visit, number) for number in range(len(keys))]
    barrier = Barrier(len(keys))
    with ThreadPoolExecutor(len(keys)) as pool:
        pairs = zip(addresses, keys, strict=True)
        answers = list(pool.map(lambda pair: _pick(pair[0], barrier, pair[1]), pairs))
    return sorted(answer.status_code for answer in answers)


def test_one_has_it_and_the_others_see_fresh_times(page_clock: Clock) -> None:
    page_clock.moment = NOW
    cast = make_cast()
    visit = plan(cast)
    addresses = [_invited(cast, visit, number) for number in range(MANY)]
    barrier = Barrier(MANY)
    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(lambda one: _pick(one, barrier), addresses))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [302] + [409] * (MANY - 1)
    for answer in answers:
        if answer.status_code == 409:
            page = answer.content.decode()
            assert "This time has just been taken." in page
            assert 'name="slot"' in page
            assert f'value="{KEY}"' not in page
    booked = Interview.objects.get(state=InterviewState.BOOKED)
    assert booked.begins_at == MONDAY
    assert Seat.objects.filter(is_on=True).count() == 2


def test_nobody_has_more_a_day_than_they_take(page_clock: Clock) -> None:
    page_clock.moment = NOW
    cast = make_cast()
    Limit.objects.create(member=cast.grace, per_day=1, per_week=12)
    # 10:00, 11:45, 13:30 and 15:15 in Toronto: nothing overlaps, and Grace takes one a day.
    keys = ["20261130T1500Z", "20261130T1645Z", "20261130T1830Z", "20261130T2015Z"]
    assert _pick_all(cast, plan(cast), keys * 2) == [302] + [409] * 7
    assert Seat.objects.filter(is_on=True, member=cast.grace).count() == 1


def test_everybody_breathes_between_two_meetings(page_clock: Clock) -> None:
    page_clock.moment = NOW
    cast = make_cast()
    # Grace has the first part: 10:00 to 10:45, and 10:45 to 11:30, with ten minutes to breathe.
    keys = ["20261130T1500Z", "20261130T1545Z"]
    assert _pick_all(cast, plan(cast), keys * 3) == [302] + [409] * 5
    assert Seat.objects.filter(is_on=True, member=cast.grace).count() == 1


def test_others_of_a_pool_sit_where_one_was_taken(page_clock: Clock) -> None:
    page_clock.moment = NOW
    cast = make_cast()
    visit = plan(cast)
    for part in visit.sessions.all():
        part.people.set([cast.grace, cast.ben, cast.jo, cast.omar])
        part.needed = 1
        part.save()
    assert _pick_all(cast, visit, [KEY] * 2) == [302, 302]
    assert Interview.objects.booked().count() == 2
