"""Works out when a calendar says somebody is busy; runs inside the box, see `box`.

What a calendar leaves open is read by these rules. A time without a zone, or with one nobody knows,
is on the member's own clock. A day without hours is busy from midnight to midnight unless it is
marked as free. What is marked as free, called off or declined does not block. An event that cannot
be read is left out and counted, and so is a series whose rule takes too long to follow.
"""

from __future__ import annotations

import signal
from collections import Counter, defaultdict
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from time import process_time
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, vPeriod
from recurring_ical_events import of

from hearback.interviews.calendars.reading.scan import NotRead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from hearback.interviews.calendars.reading.scan import Raw, Scanned, Sight

MOST_TIMES: Final = 20_000
SERIES_SECONDS: Final = 0.5
ALL_SERIES_SECONDS: Final = 4.0
RINGS_AGAIN: Final = 0.02
CLEARS_AWAY: Final = {"_remove", "__del__"}
EARLIEST, LATEST = 1971, 2500
FREE: Final = {"FREE", "WORKINGELSEWHERE"}
# The rules of one mind: no calendar that people keep repeats by the minute.
RESTLESS: Final = ("FREQ=SECONDLY", "FREQ=MINUTELY")
DAY: Final = timedelta(days=1)
UTC: Final = ZoneInfo("UTC")
LONG_AGO: Final = datetime(EARLIEST - 1, 1, 1, tzinfo=UTC)
FAR_AHEAD: Final = datetime(LATEST + 1, 1, 1, tzinfo=UTC)
PERIOD: Any = vPeriod

Span = tuple[datetime, datetime]


class TooSlow(Exception):
    """A series took longer than its share."""


class Work:
    """One calendar being worked out: the spans found so far, and what had to be left out."""

    def __init__(self, scanned: Scanned, sight: Sight) -> None:
        self.scanned, self.sight = scanned, sight
        self.zone = ZoneInfo(sight.zone)
        self.left_out: Counter[str] = Counter()
        self.spans: list[Span] = []
        self.seconds = ALL_SERIES_SECONDS

    def done(self) -> list[Span]:
        """Every time busy, in UTC, merged and in order. Raises NotRead when there are too many."""
        series: dict[str, list[tuple[Raw, Component]]] = defaultdict(list)
        together = self._together()
        repeating = {raw.said.get("UID", "") for raw, _event in together if raw.repeats}
        for raw, event in together:
            uid = raw.said.get("UID", "")
            if uid in repeating and uid:
                series[uid].append((raw, event))
            elif raw.repeats:
                series[f"\n{len(series)}"].append((raw, event))
            else:
                self._add(event, raw)
        for members in series.values():
            self._follow(members)
        for raw in self.scanned.events:
            if raw.kind == "VFREEBUSY":
                self._add_periods(raw)
        return merged(self.spans)

    def _together(self) -> list[tuple[Raw, Component]]:
        """Each raw event beside what it was read as."""
        raws = [raw for raw in self.scanned.events if raw.kind == "VEVENT"]
        zones = [zone for zone in self.scanned.zones if read_together([zone]) is not None]
        pairs = self._pairs(zones, raws)
        self.left_out["unknown_zone"] = sum(_names_unknown_zone(event) for _raw, event in pairs)
        return pairs

    def _pairs(self, zones: list[str], raws: list[Raw]) -> list[tuple[Raw, Component]]:
        """All read at once; where one of them makes that fail, by halves until it stands alone."""
        if not raws:
            return []
        read = read_together([*zones, *(raw.text for raw in raws)])
        events = [one for one in read or [] if one.name == "VEVENT"]
        if len(events) == len(raws):
            return list(zip(raws, events, strict=True))
        if len(raws) == 1:
            self.left_out["unreadable"] += 1
            return []
        half = len(raws) // 2
        return self._pairs(zones, raws[:half]) + self._pairs(zones, raws[half:])

    def _add(self, event: Component, raw: Raw | None = None) -> None:
        """Note when an event is, unless it does not block."""
        if not blocks(event) or (raw is not None and raw.is_declined):
            return
        try:
            begins_at, ends_at = self._span(event)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            self.left_out["unreadable"] += 1
            return
        self._note(begins_at, ends_at)

    def _note(self, begins_at: datetime, ends_at: datetime) -> None:
        begins_at, ends_at = max(begins_at, self.sight.since), min(ends_at, self.sight.until)
        if begins_at < ends_at:
            self.spans.append((begins_at, ends_at))
            if len(self.spans) > MOST_TIMES:
                raise NotRead("too_many")

    def _add_periods(self, raw: Raw) -> None:
        """Note the times of a published list that has no events, only from and to."""
        for line in raw.lines:
            name, _colon, periods = line.partition(":")
            if not name.upper().startswith("FREEBUSY") or name.upper().endswith("=FREE"):
                continue
            for period in periods.split(",")[:MOST_TIMES]:
                try:
                    begin, end = PERIOD.from_ical(period.strip())
                    begins_at = self._moment(begin)
                    later = isinstance(end, timedelta)
                    self._note(begins_at, begins_at + end if later else self._moment(end))
                except (ValueError, TypeError, AttributeError, OverflowError):
                    self.left_out["unreadable"] += 1

    def _follow(self, members: list[tuple[Raw, Component]]) -> None:
        """Note every time of one series within sight."""
        rules = " ".join(raw.said.get("RRULE", "").upper() for raw, _event in members)
        if any(word in rules for word in RESTLESS):
            self.left_out["endless"] += 1
            return
        declined = {id(event) for raw, event in members if raw.is_declined}
        calendar = Calendar()
        for _raw, event in members:
            if id(event) in declined:
                # A declined time of a series takes the place of the one it stands for.
                event["STATUS"] = "CANCELLED"
            calendar.add_component(event)
        self._note_times(calendar)

    def _note_times(self, calendar: Calendar) -> None:
        try:
            with self._share_of_time():
                # Days and bare times lie on no clock yet: a day to either side is cut off later.
                first, last = self.sight.since - DAY, self.sight.until + DAY
                times = of(calendar).between(first, last)
                found = list(islice(times, MOST_TIMES + 1))
        except NotRead:
            raise
        except TooSlow:
            self.left_out["endless"] += 1
            return
        except Exception:  # noqa: BLE001  a library meets what nobody thought of: one series less
            self.left_out["unreadable"] += 1
            return
        for event in found:
            self._add(event)

    @contextmanager
    def _share_of_time(self) -> Iterator[None]:
        """Stop with TooSlow when the processor is at one series for too long."""
        share = min(SERIES_SECONDS, self.seconds)
        if share <= 0:
            raise NotRead("too_slow")
        began = process_time()
        signal.signal(signal.SIGPROF, _too_slow)
        signal.setitimer(signal.ITIMER_PROF, share, RINGS_AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.seconds -= process_time() - began

    def _span(self, event: Component) -> Span:
        """From when to when an event is, in UTC. Raises ValueError and its like for nonsense."""
        begin = _value(event, "DTSTART")
        begins_at = self._moment(begin)
        if "DTEND" in event:
            end = _value(event, "DTEND")
            ends_at = self._moment(end)
            if ends_at <= begins_at and type(begin) is type(end) and _wall(end) > _wall(begin):
                # It begins in the hour that is left out when clocks go forward.
                ends_at = begins_at + (_wall(end) - _wall(begin))
        elif "DURATION" in event:
            ends_at = self._later(begin, begins_at, _value(event, "DURATION"))
        elif isinstance(begin, datetime):
            ends_at = begins_at
        else:
            ends_at = self._moment(begin + timedelta(days=1))
        if ends_at < begins_at:
            raise ValueError("It ends before it begins.")
        return begins_at, ends_at

    def _later(self, begin: date, begins_at: datetime, length: timedelta) -> datetime:
        """Whole days later is the same hour on the wall; anything else is time that passes."""
        if length < timedelta(0):
            raise ValueError("It ends before it begins.")
        try:
            if length.seconds or not isinstance(begin, datetime):
                return begins_at + length
            return self._moment(begin + length)
        except OverflowError:
            return self.sight.until

    def _moment(self, value: date) -> datetime:
        """A date or time of the calendar in UTC; far away years become merely far."""
        if not EARLIEST <= value.year <= LATEST:
            return LONG_AGO if value.year < EARLIEST else FAR_AHEAD
        if not isinstance(value, datetime):
            value = datetime.combine(value, time.min, self.zone)
        elif value.tzinfo is None:
            value = value.replace(tzinfo=self.zone)
        return value.astimezone(UTC)


def read_together(parts: list[str]) -> list[Component] | None:
    """The components of a calendar made of these; None when one of them cannot be read at all."""
    whole = "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""))
    try:
        return Calendar.from_ical(whole).subcomponents
    except Exception:  # noqa: BLE001  a library meets what nobody thought of
        return None


def work_out(scanned: Scanned, sight: Sight) -> tuple[list[Span], dict[str, int]]:
    """When somebody is busy, merged and in order, and how much had to be left out and why."""
    work = Work(scanned, sight)
    spans = work.done()
    return spans, {code: count for code, count in work.left_out.items() if count}


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same times in order, none touching another."""
    whole: list[Span] = []
    for begins_at, ends_at in sorted(spans):
        if whole and begins_at <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], ends_at))
        else:
            whole.append((begins_at, ends_at))
    return whole


def blocks(event: Component) -> bool:
    """Whether the event takes its owner's time, by what it says of itself."""
    return (
        _word(event, "STATUS") != "CANCELLED"
        and _word(event, "TRANSP") != "TRANSPARENT"
        and _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") not in FREE
    )


def listed(value: Any) -> list[Any]:
    """A property that may be missing, there once, or there several times."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _value(event: Component, name: str) -> Any:
    """A date, time or length. Raises AttributeError for a broken one, and for one said twice."""
    return getattr(event[name], "dt")  # noqa: B009  only some kinds of property have it


def _wall(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _word(event: Component, name: str) -> str:
    return str((listed(event.get(name)) or [""])[0]).strip().upper()


def _names_unknown_zone(event: Component) -> bool:
    """Whether an event names a zone nobody knows, so that it is read on the member's clock."""
    begin = event.get("DTSTART")
    named = "TZID" in (getattr(begin, "params", None) or {})
    try:
        return named and begin.dt.tzinfo is None
    except (AttributeError, ValueError):
        return False


def _too_slow(_signal: int, frame: FrameType | None) -> None:
    # Raised while something is being cleared away it would be swallowed: the next ring does it.
    if frame is None or frame.f_code.co_name not in CLEARS_AWAY:
        raise TooSlow
