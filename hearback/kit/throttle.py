"""Says "not so often" from one count shared by every web process, without keeping an address."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from math import ceil

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext, ngettext

from hearback.kit.errors import TooMany

_COUNT = """
    INSERT INTO kit_tally (key, window_start, hits) VALUES (%s, %s, 1)
    ON CONFLICT (key, window_start) DO UPDATE SET hits = kit_tally.hits + 1
    RETURNING hits
"""
_LOOK = "SELECT hits FROM kit_tally WHERE key = %s AND window_start = %s"
_HOUR = 3600


def throttle(what: str, who: str, limit: int, per: timedelta, now: datetime) -> None:
    """Count one try of ``what`` by ``who`` and raise TooMany beyond ``limit`` within ``per``.

    Windows are fixed: they begin at multiples of ``per`` since 1970. Call it outside a
    transaction that may be rolled back, or the try is not counted.
    """
    if not settings.HEARBACK_RATE_LIMITS:
        return
    start = _window(per, now)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_hidden(what, who), start])
        (hits,) = cursor.fetchone()
    if hits > limit:
        raise _too_many(start, per, now)


def refuse_many(what: str, who: str, limit: int, per: timedelta, now: datetime) -> None:
    """Raise TooMany where ``limit`` tries were counted already; counts none itself.

    For where only some tries count, such as wrong ones.
    """
    if not settings.HEARBACK_RATE_LIMITS:
        return
    start = _window(per, now)
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [_hidden(what, who), start])
        found = cursor.fetchone()
    if found and found[0] >= limit:
        raise _too_many(start, per, now)


def _window(per: timedelta, now: datetime) -> datetime:
    seconds = int(per.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def _too_many(start: datetime, per: timedelta, now: datetime) -> TooMany:
    wait = max(1, ceil((start + per - now).total_seconds()))
    return TooMany(_please_wait(wait), retry_after=wait)


def forget_tallies(now: datetime, older_than: timedelta = timedelta(days=2)) -> int:
    """Delete counts of windows long over; returns how many. For the timetable."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kit_tally WHERE window_start < %s", [now - older_than])
        return int(cursor.rowcount)


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Name an entry of the cache table without the address or account it is about."""
    return f"{key_prefix}:{version}:{_hidden('cache', key).hex()}"


def _hidden(what: str, who: str) -> bytes:
    key = f"hearback.throttle|{settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{what}|{who}".encode(), sha256).digest()


def _please_wait(seconds: int) -> str:
    return gettext("That was a lot of tries in a short time. Please try again in {when}.").format(
        when=_in_words(seconds)
    )


def _in_words(seconds: int) -> str:
    if seconds < _HOUR:
        minutes = ceil(seconds / 60)
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    hours = ceil(seconds / _HOUR)
    return ngettext("{n} hour", "{n} hours", hours).format(n=hours)
