"""How a moment is said: in words for a glance, as a date for a letter, as a step for a bar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise as LazyText

Mood = Literal["settled", "late", "soon", "calm"]

STEPS = 20
SOON = timedelta(hours=4)
_SAID_AS_HOURS = timedelta(hours=8)
_SAID_AS_WEEKDAY = timedelta(days=7)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_SETTLED = {
    "kept": gettext_lazy("kept"),
    "kept_late": gettext_lazy("kept late"),
    "released": gettext_lazy("no longer owed"),
    "renegotiated": gettext_lazy("moved"),
}

# Django date formats, see the "date" filter. A language may say the first of a month differently
# (French: 1er), so each comes twice.
_Formats = tuple["LazyText", "LazyText"]
_FULL = (gettext_lazy("l j F, H:i"), pgettext_lazy("first of the month", "l j F, H:i"))
_SHORT = (gettext_lazy("D j M, H:i"), pgettext_lazy("first of the month", "D j M, H:i"))
_OF_THE_WEEK = (gettext_lazy("l j F"), pgettext_lazy("first of the month", "l j F"))
_THIS_YEAR = (gettext_lazy("j F, H:i"), pgettext_lazy("first of the month", "j F, H:i"))
_OTHER_YEAR = (gettext_lazy("j F Y"), pgettext_lazy("first of the month", "j F Y"))


def day_hour(moment: datetime, zone: tzinfo) -> str:
    """Say an aware `moment` in full in `zone`, e.g. "Thursday 26 November, 12:00"."""
    return _dated(moment.astimezone(zone), _FULL)


def day_hour_short(moment: datetime, zone: tzinfo) -> str:
    """Say an aware `moment` in `zone` where space is short, e.g. "Thu 26 Nov, 12:00"."""
    return _dated(moment.astimezone(zone), _SHORT)


def hour(moment: datetime, zone: tzinfo) -> str:
    """Say the hour of an aware `moment` in `zone`, e.g. "12:00"."""
    return date_format(moment.astimezone(zone), _("H:i"))


def day(one: date) -> str:
    """Say a day, e.g. "Thursday 26 November"."""
    return _dated(one, _OF_THE_WEEK)


def day_and_year(one: date) -> str:
    """Say a day of another year, e.g. "26 November 2028"."""
    return _dated(one, _OTHER_YEAR)


def due_beside(due_at: datetime, now: datetime, zone: tzinfo) -> str:
    """Say of `due_at` what `due_words` left out: the hour beside a span, else the date."""
    if _between(now, due_at) < _SAID_AS_HOURS:
        return _calendar_words(due_at.astimezone(zone), now.astimezone(zone))
    return _dated(due_at.astimezone(zone), _OF_THE_WEEK)


def due_words(due_at: datetime, now: datetime, zone: tzinfo) -> str:
    """Say how far off `due_at` is, as short as a glance allows.

    Takes two aware moments and the reader's zone. Returns "in 2 h 20 min" inside eight hours,
    then "today 18:00", "tomorrow 12:00", "Thursday 12:00" inside a week, else the date;
    afterwards "40 min late", "3 h late", "2 days late".
    """
    left = _between(now, due_at)
    if left <= -_MINUTE:
        return _("%(time)s late") % {"time": _span(-left)}
    if left < _MINUTE:
        return _("now")
    if left < _SAID_AS_HOURS:
        return _("in %(time)s") % {"time": _span(left)}
    return _calendar_words(due_at.astimezone(zone), now.astimezone(zone))


def due_step(made_at: datetime, due_at: datetime, now: datetime) -> int:
    """Return how much of the promised time has passed, from 0 (just made) to 20 (due or late)."""
    whole = _between(made_at, due_at)
    if now >= due_at or whole <= timedelta(0):
        return STEPS
    return max(0, int(STEPS * (_between(made_at, now) / whole)))


def due_mood(due_at: datetime, now: datetime, state: str = "open") -> Mood:
    """Return which face the due component shows: settled, late, soon (in four hours) or calm."""
    if state in _SETTLED:
        return "settled"
    left = _between(now, due_at)
    if state == "broken" or left <= -_MINUTE:
        return "late"
    return "soon" if left < SOON else "calm"


def wait_words(since: datetime, now: datetime) -> str:
    """Say how long somebody has waited `since` an aware moment: "40 min", "3 h", "2 days"."""
    return _span(max(timedelta(), _between(since, now)))


def settled_words(state: str) -> str:
    """Say what became of a promise in one of the settled states, "" for an open or broken one."""
    return str(_SETTLED.get(state, ""))


def _between(start: datetime, end: datetime) -> timedelta:
    # Two moments of one zone would be subtracted as wall clocks, an hour off when clocks change.
    return end.astimezone(UTC) - start.astimezone(UTC)


def _span(span: timedelta) -> str:
    minutes = int(span / _MINUTE)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    # Past some hours minutes stop helping; past two days hours do too.
    if span < _SAID_AS_HOURS:
        words = _("%(hours)d h %(minutes)d min") if rest else _("%(hours)d h")
        return words % {"hours": hours, "minutes": rest}
    if span < 2 * _DAY:
        return _("%(hours)d h") % {"hours": hours}
    return ngettext("%(days)d day", "%(days)d days", span.days) % {"days": span.days}


def _calendar_words(due: datetime, now: datetime) -> str:
    days = due.date() - now.date()
    hour = {"hour": date_format(due, _("H:i"))}
    if days == -_DAY:
        return _("yesterday %(hour)s") % hour
    if not days:
        return _("today %(hour)s") % hour
    if days == _DAY:
        return _("tomorrow %(hour)s") % hour
    if timedelta() < days < _SAID_AS_WEEKDAY:
        return date_format(due, _("l H:i"))
    if due.year == now.year:
        return _dated(due, _THIS_YEAR)
    return _dated(due, _OTHER_YEAR)


def _dated(moment: date, forms: _Formats) -> str:
    """The date in one of the formats above; the first of a month has a format of its own."""
    return date_format(moment, str(forms[moment.day == 1]))
