"""How old what is known of a calendar is, said to whoever plans by it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.kit.moments import day_hour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.interviews.calendars.models import BusyCalendar


def not_fresh_words(calendars: Iterable[BusyCalendar], zone: str) -> list[str]:
    """One sentence for each, on the reader's clock: whose it is, and since when it is unknown."""
    here = ZoneInfo(zone)
    return [_not_fresh(one, here) for one in calendars]


def _not_fresh(calendar: BusyCalendar, here: ZoneInfo) -> str:
    name, known = calendar.member.name, calendar.last_read_at
    if known is None:
        return _("The calendar of {name} has not been read yet.").format(name=name)
    if calendar.trouble:
        words = _("The calendar of {name} could not be read since {when}.")
        return words.format(name=name, when=day_hour(calendar.trouble_since or known, here))
    words = _("The calendar of {name} was last read {when}.")
    return words.format(name=name, when=day_hour(known, here))
