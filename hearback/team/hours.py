"""Working hours as people write and read them: “09:00-12:30, 13:00-17:30”."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.rules.calendar import WorkingCalendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Hours = dict[str, list[list[str]]]

WEEK = range(7)
_MONDAY = date(2024, 1, 1)
_MIDNIGHT = time(0)
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*h?\s*(am|pm)?"
_PERIOD = re.compile(rf"^{_CLOCK}\s*(?:-|–|—|to|till|until)\s*{_CLOCK}$")
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


def day_name(weekday: int) -> str:
    """The name of a weekday (Monday 0 to Sunday 6) in the reader's language."""
    return date_format(date(_MONDAY.year, _MONDAY.month, _MONDAY.day + weekday), "l")


def read_periods(text: str) -> list[list[str]]:
    """The periods of one day from what somebody typed; empty text is a day off.

    Understands “9-12:30, 13:00-17:30”, “9 to 5.30 pm”, “9h–17h”; an end of 24:00 or 00:00 is the
    end of the day. Raises ValueError with a sentence naming the part that cannot be read.
    """
    parts = [part for part in _BETWEEN.split(text.strip().lower()) if part]
    periods = [_read_period(part) for part in parts]
    for (_start, end), (start, _end) in pairwise(periods):
        if end == _MIDNIGHT or start < end:
            raise ValueError(
                _("The periods overlap or are out of order at {time}.").format(
                    time=f"{start:%H:%M}"
                )
            )
    return [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in periods]


def write_periods(periods: Sequence[Sequence[str]]) -> str:
    """The periods of one day as the form shows them."""
    return ", ".join(f"{start}-{'24:00' if end == '00:00' else end}" for start, end in periods)


def check_week(zone: str, hours: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Raise ValueError with a sentence unless this is a week somebody can keep promises in."""
    week = {
        int(day): tuple(
            (time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans
        )
        for day, spans in hours.items()
    }
    WorkingCalendar(zone, week)


def week_in_words(hours: Mapping[str, Sequence[Sequence[str]]]) -> list[tuple[str, str]]:
    """Days and hours for reading, equal neighbours together; days off are left out.

    Returns such as [("Monday to Thursday", "09:00–17:30"), ("Friday", "09:00–13:00")].
    """
    runs = groupby(WEEK, key=lambda day: _day_in_words(hours.get(str(day), ())))
    return [(_days_in_words(list(days)), words) for words, days in runs if words]


def _read_period(part: str) -> tuple[time, time]:
    found = _PERIOD.match(part)
    if found is None:
        raise ValueError(
            _("“{part}” is not a time of day with a start and an end. Write 09:00-12:30.").format(
                part=part[:40]
            )
        )
    hour, minute, half, end_hour, end_minute, end_half = found.groups()
    start, end = _clock(hour, minute, half), _clock(end_hour, end_minute, end_half)
    if end != _MIDNIGHT and end <= start:
        raise ValueError(
            _("“{part}” ends before it starts. Write the hours as 13:00-17:30.").format(
                part=part[:40]
            )
        )
    return start, end


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:  # noqa: PLR2004  a clock face
            raise ValueError(_("“{hour} {half}” is not on a clock.").format(hour=hour, half=half))
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours == 24 and minutes == 0:  # noqa: PLR2004  the end of the day
        return _MIDNIGHT
    try:
        return time(hours, minutes)
    except ValueError:
        raise ValueError(
            _("“{time}” is not on a clock.").format(time=f"{hours}:{minutes:02}")
        ) from None


def _day_in_words(periods: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"{start}–{'24:00' if end == '00:00' else end}" for start, end in periods)


def _days_in_words(days: Sequence[int]) -> str:
    first, last = day_name(days[0]), day_name(days[-1])
    if len(days) == 1:
        return first
    joined = _("{first} and {last}") if len(days) == 2 else _("{first} to {last}")  # noqa: PLR2004
    return joined.format(first=first, last=last)
