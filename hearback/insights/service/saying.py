"""How figures are said: a value, its range, of how many, in words a page or a file can show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from hearback.insights.figures.words import percent
from hearback.kit.moments import wait_words
from hearback.rules.coaching import PARTS, WEEKDAYS
from hearback.rules.measures import FLOOR, Share, TimeToAnswer, Unsaid

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.insights.service.figures import Seen
    from hearback.rules.measures import By
    from hearback.rules.words import Words


def said(words: Words) -> str:
    """A sentence of the rules in the reader's language."""
    values = {
        key: gettext(value) if value in {*WEEKDAYS, *PARTS} else value
        for key, value in words.values.items()
    }
    if words.many:
        return ngettext(words.one, words.many, int(str(values["count"]))) % values
    return gettext(words.one) % values


def value_of(seen: Seen, *, now: datetime) -> str:
    """The figure itself, "92 %" or by when half have heard; or why there is none."""
    found = seen.found
    if isinstance(found, Unsaid):
        few = {"count": found.counted, "needed": FLOOR}
        words = _("Too few: {count}, and a figure only from {needed} up.") if found.counted else ""
        return words.format(**few) or _("Nothing to count yet.")
    if isinstance(found, Share):
        return percent(found.value)
    return _("half within {half}, nine in ten within {most}").format(
        half=_by(found.median, now), most=_by(found.p90, now)
    )


def range_of(seen: Seen) -> str:
    """Where the true value lies nineteen times in twenty, of how many; empty without a figure."""
    found = seen.found
    if isinstance(found, Share):
        ends = {"low": percent(found.low), "high": percent(found.high), "of": found.of}
        return _("range {low} to {high}, of {of}").format(**ends)
    if isinstance(found, TimeToAnswer):
        parts = {"of": found.of, "waiting": found.waiting, "withdrew": found.withdrew}
        if seen.wanted.of_people:
            return _("of {of}; {waiting} still wait, {withdrew} withdrew").format(**parts)
        return _("of {of}; {waiting} are still owed, {withdrew} never came").format(**parts)
    return ""


def row_of(seen: Seen) -> list[object]:
    """The figure for a file: value, least, most, of how many, how much of it is everybody's.

    Shares from 0 to 1; times in minutes, the median first and the 90th percentile as the most.
    """
    found = seen.found
    if isinstance(found, Share):
        return [round(found.value, 4), round(found.low, 4), round(found.high, 4), found.of]
    if isinstance(found, TimeToAnswer):
        return [found.median.minutes, None, found.p90.minutes, found.of]
    return [None, None, None, found.counted]


def _by(by: By, now: datetime) -> str:
    words = wait_words(now - timedelta(minutes=by.minutes), now)
    return _("more than {time}").format(time=words) if by.more_than else words
