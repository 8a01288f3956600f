"""The throttle counts in fixed windows, across processes, and keeps no address."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from hearback.kit.errors import TooMany
from hearback.kit.throttle import forget_tallies, throttle

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def tries(who: str, count: int, now: datetime, per: timedelta = HOUR) -> int:
    """Try this often and return how often it was allowed."""
    allowed = 0
    for _ in range(count):
        try:
            throttle("apply", who, 3, per, now)
        except TooMany:
            continue
        allowed += 1
    return allowed


def rows() -> list[tuple[bytes, int]]:
    """What is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, hits FROM kit_tally")
        return [(bytes(key), hits) for key, hits in cursor.fetchall()]


def test_so_many_within_a_window_and_again_in_the_next(now: datetime) -> None:
    assert tries("ana", 5, now) == 3
    assert tries("ana", 5, now + timedelta(minutes=59)) == 0
    assert tries("ana", 5, now + HOUR) == 3


def test_everybody_is_counted_alone(now: datetime) -> None:
    tries("ana", 5, now)
    assert tries("ben", 5, now) == 3


@pytest.mark.parametrize(
    ("into", "words"),
    [
        (timedelta(0), "Please try again in 1 hour."),
        (timedelta(minutes=20), "Please try again in 40 minutes."),
        (timedelta(minutes=59, seconds=30), "Please try again in 1 minute."),
    ],
)
def test_the_sentence_says_when(now: datetime, into: timedelta, words: str) -> None:
    tries("ana", 3, now + into)
    with pytest.raises(TooMany) as told:
        throttle("apply", "ana", 3, HOUR, now + into)
    assert told.value.sentence.endswith(words)
    assert told.value.retry_after == int((HOUR - into).total_seconds())


def test_long_waits_are_said_in_hours(now: datetime) -> None:
    day = timedelta(days=1)
    tries("ana", 3, now, day)
    with pytest.raises(TooMany, match="in 15 hours"):
        throttle("apply", "ana", 3, day, now)


def test_no_address_is_stored(now: datetime) -> None:
    tries("203.0.113.9", 2, now)
    ((key, hits),) = rows()
    assert hits == 2
    assert len(key) == 32
    assert b"203.0.113.9" not in key


def test_old_counts_are_forgotten(now: datetime) -> None:
    tries("ana", 1, now - timedelta(days=3))
    tries("ana", 1, now)
    assert forget_tallies(now) == 1
    assert len(rows()) == 1


def test_the_shared_cache_names_nobody() -> None:
    cache.set("allauth:rl:login:ip:203.0.113.9", [1.0], 60)
    assert cache.get("allauth:rl:login:ip:203.0.113.9") == [1.0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM kit_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert len(keys) == 1
    assert "203" not in keys[0]
