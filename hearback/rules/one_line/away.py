"""When somebody is back, by what their mail program says while they are away."""

import re
from dataclasses import replace
from datetime import datetime

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.one_line.days import DAY, MARK, mark_days
from hearback.rules.one_line.moments import FURTHEST, moment_of
from hearback.rules.one_line.plain import own_lines
from hearback.rules.wall import as_utc, local_day, zone_of

_UNTIL = re.compile(
    r"(?:until|till|through|to|bis|bis einschliesslich|jusqu'au|jusqu'a|hasta)"
    r"(?: and including)? ?$"
)


def back_on(words: str, *, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """The last day an automatic reply names, as a moment in working hours; None when it names none.

    "Until Friday" means the day after. Days that are over or more than 60 days away say nothing.
    """
    own, _ = own_lines(words)
    today = local_day(as_utc(now), zone_of(calendar.zone))
    marked, days = mark_days(own, today)
    before = marked.split(MARK)
    named = [
        replace(one, day=one.day + (DAY if _UNTIL.search(words_before) else 0 * DAY), works=0)
        for one, words_before in zip(days, before, strict=False)
        if one.day is not None and one.ahead is None and today < one.day <= today + FURTHEST - DAY
    ]
    # "From the 23rd to 27 November": a day without its month says little beside one that has it.
    whole = [one for one in named if not one.is_bare] or named
    last = max(whole, key=lambda one: one.day or today, default=None)
    return moment_of(last, calendar, now) if last else None
