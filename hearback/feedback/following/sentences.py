"""Why the next reminder goes when it goes, in one sentence for whoever asked."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.kit.moments import day_hour
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from hearback.rules.cadence import Next
    from hearback.rules.words import Words

LONGEST = 300


def why_then(step: Next, *, theirs: str, ours: str) -> str:
    """The phrases of a step as one sentence, its moments on our clock, their hours on theirs."""
    differs = step.at.astimezone(zone_of(theirs)).utcoffset() != _offset(step, ours)
    said = [_said(words, zone_of(ours), differs=differs) for words in step.why]
    return f"{', '.join(said[:-1])}; {said[-1]}."[:LONGEST]


def _offset(step: Next, ours: str) -> object:
    return step.at.astimezone(zone_of(ours)).utcoffset()


def _said(words: Words, zone: ZoneInfo, *, differs: bool) -> str:
    values = {name: _value(name, one, zone) for name, one in words.values.items()}
    if differs and "closes" in values:
        values["closes"] = _("%(hour)s their time") % {"hour": values["closes"]}
    if words.many:
        return ngettext(words.one, words.many, int(str(values["count"]))) % values
    return _(words.one) % values


def _value(name: str, value: object, zone: ZoneInfo) -> object:
    if isinstance(value, datetime):
        return day_hour(value, zone)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return WEEKDAYS[value] if name == "weekday" and isinstance(value, int) else value
