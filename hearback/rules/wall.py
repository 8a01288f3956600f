"""From the clock on a wall to a moment in UTC and back, also when clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_NOT_PLACES = frozenset({"localtime", "Factory"})  # true on one machine only, or nowhere
_EARLIEST, _LATEST = 1900, 2999
FIVE_MINUTES = timedelta(minutes=5)


@lru_cache(maxsize=1)
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones()) - _NOT_PLACES


def known_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone known here, spelt exactly ("Europe/Paris")."""
    return name in _zone_names()


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """The zone called `name`; raises ValueError with a sentence when there is none."""
    if not known_zone(name):
        raise ValueError(f"There is no time zone called {name!r}; use a name such as Europe/Paris.")
    return ZoneInfo(name)


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC; ValueError for one without a zone or outside 1900 to 2999."""
    # Most moments are in UTC already, and this is asked of each of them again and again.
    if moment.tzinfo is not UTC and moment.utcoffset() is None:
        raise ValueError("A moment needs a time zone; this one has none.")
    if not _EARLIEST <= moment.year <= _LATEST:
        raise ValueError(f"The year {moment.year} is outside what a calendar can answer for.")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The date on the wall calendar in `zone` at that moment."""
    return moment.astimezone(zone).date()


def floor_five(moment: datetime) -> datetime:
    """Down to a whole five minutes, as people name a time: what is said is never too late."""
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % FIVE_MINUTES


def ceil_five(moment: datetime) -> datetime:
    """Up to a whole five minutes; one that is whole stays."""
    down = floor_five(moment)
    return down if down == moment else down + FIVE_MINUTES


def moment_at(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The UTC moment when a clock in `zone` shows `wall` on `day`.

    A time shown twice (clocks go back) is the first of the two. A time never shown (clocks go
    forward, or a whole day skipped) is the moment of the jump. So a later reading of the clock on
    the same day never gives an earlier moment.
    """
    shown = datetime.combine(day, wall.replace(fold=0))
    moment = shown.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) == shown:
        return moment
    return _jump(shown.replace(tzinfo=zone, fold=1).astimezone(UTC), moment, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second in (before, after] that has the later offset from UTC."""
    new = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == new:
            after = middle
        else:
            before = middle
    return after
