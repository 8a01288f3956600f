"""Fifty people pick one time at the same moment: one has it, the others see fresh times."""

# M14

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hearback.careers.tests.conftest import Clock
from hearback.interviews.booking import actions as act
from hearback.interviews.models import Interview, InterviewState, Seat
from hearback.interviews.tests.makers import MONDAY, plan
from hearback.kit.links import token
from tests.cast import NOW, apply, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KEY = "20261130T1500Z"
MANY = 50


def _pick(address: str, barrier: Barrier) -> Any:
    try:
        barrier.wait(timeout=60)
        return Client().post(address, {"slot": KEY})
    finally:
        connection.close()


def test_one_has_it_and_the_others_see_fresh_times(page_clock: Clock) -> None:
    page_clock.moment = NOW
    cast = make_cast()
    visit = plan(cast)
    addresses = []
    for number in range(MANY):
        person = apply(cast, f"Ana {chr(65 + number // 10)}{chr(65 + number % 10)}")
        meeting = act.invite(application=person, round=visit, words="", by=cast.susan, now=NOW)
        secret = token("portal:status", person.public_id, person.link_generation)
        addresses.append(reverse("portal:interview_times", args=[secret, meeting.public_id]))
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
