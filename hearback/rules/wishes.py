"""Reads "ring me after five" in what somebody wrote, in four languages; a person decides on it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearback.rules import saying
from hearback.rules.calls import Window, window_on
from hearback.rules.lines import unaccented
from hearback.rules.wall import FIVE_MINUTES, as_utc, local_day, zone_of

LONGEST = 4000
SENTENCE = re.compile(r"[^.!?\n]*(?:\d[.:]\d\d[^.!?\n]*|\b[ap]\.m\.[^.!?\n]*)*[.!?\n]?")
MOST_SENTENCES = 60
WHOLE_DAY = (time(9), time(17))
A_WHILE = timedelta(hours=3)
NOON, EARLIEST_SAID = 12, 8
HALF_HOUR = timedelta(minutes=30)
DAY, WEEK = timedelta(days=1), 7


@dataclass(frozen=True)
class Wish:
    """A call somebody asked for: in which words, and the day and hours they named.

    days: how many days after they wrote; weekday: Monday 0 to Sunday 6; None where not said.
    start and end are hours on their own clock; None where not said.
    """

    words: str
    days: int | None = None
    weekday: int | None = None
    start: time | None = None
    end: time | None = None


def wish_in(text: str) -> Wish | None:
    """The first call somebody asks for in these words (any language of ours), or None."""
    found = SENTENCE.findall(text[:LONGEST])
    for sentence in [one.strip() for one in found if one.strip()][:MOST_SENTENCES]:
        folded = _fold(sentence)
        if saying.ASKS.search(folded) and not saying.ASKS_NOT.search(folded):
            days, weekday = _day(folded)
            start, end = _hours(folded)
            return Wish(sentence, days, weekday, start, end)
    return None


def wished_window(wish: Wish, said_at: datetime, now: datetime, zone: str) -> Window:
    """When the wish means, on a wall clock in `zone`, in UTC; never over by `now`.

    A day that has passed by now becomes the next one like it; without an hour it is the day from
    nine to five.
    """
    day = _date(wish, local_day(as_utc(said_at), zone_of(zone)))
    start, end = wish.start or WHOLE_DAY[0], wish.end or WHOLE_DAY[1]
    if wish.start and not wish.end:
        end = (datetime.combine(day, wish.start) + A_WHILE).time()
    elif wish.end and not wish.start and wish.end <= start:
        start = time(max(0, wish.end.hour - 1))
    window = window_on(day, start, end, zone)
    again = WEEK * DAY if wish.weekday is not None else DAY
    while window.ends_at <= now + FIVE_MINUTES:
        day += again
        window = window_on(day, start, end, zone)
    return window


def _date(wish: Wish, said_on: date) -> date:
    if wish.weekday is not None:
        return said_on + (wish.weekday - said_on.weekday()) % WEEK * DAY
    return said_on + (wish.days or 0) * DAY


def _fold(text: str) -> str:
    """Small letters without accents and with plain apostrophes, for looking words up."""
    return unaccented(text.replace("’", "'"))


def _day(folded: str) -> tuple[int | None, int | None]:
    if saying.TOMORROW.search(folded):
        return 1, None
    for weekday, names in enumerate(saying.WEEKDAYS):
        if re.search(rf"\b(?:{names})s?\b", folded):
            return None, weekday
    return (0, None) if saying.TODAY.search(folded) else (None, None)


def _hours(folded: str) -> tuple[time | None, time | None]:
    """The hours named in a folded sentence; a part of the day where no number says more."""
    if between := saying.BETWEEN.search(folded):
        return _clock(*between.group(1, 2, 3)), _clock(*between.group(4, 5, 6))
    after, before = saying.AFTER.search(folded), saying.BEFORE.search(folded)
    if after or before:
        return (
            _clock(*after.group(1, 2, 3)) if after else None,
            _clock(*before.group(1, 2, 3)) if before else None,
        )
    if around := saying.AT.search(folded):
        start = _clock(*around.group(1, 2, 3))
        later = datetime.combine(date.min, start) + HALF_HOUR if start else None
        return start, later.time() if later else None
    for pattern, start, end in saying.PARTS:
        if pattern.search(folded):
            return start, end
    return None, None


def _clock(hour: str, minute: str | None, half: str | None) -> time | None:
    """A number or its word as a time; "five" without more is seventeen hours, "ten" is ten."""
    number = saying.NUMBERS.get(hour) or (int(hour) if hour.isdigit() else 0)
    minutes = int(minute or 0)
    morning, evening = (bool(half) and str(half).startswith(one) for one in "ap")
    if number < NOON and (evening or (number < EARLIEST_SAID and not morning and not minute)):
        number += NOON
    elif number == NOON and morning:
        number = 0
    fits = number < 24 and minutes < 60  # noqa: PLR2004  hours and minutes of a clock
    return time(number, minutes) if fits else None
