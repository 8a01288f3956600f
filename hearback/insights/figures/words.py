"""How figures are said: shares, scores and waits with their ranges, and what keeps them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.insights.charts.figure import Number
from hearback.rules.measures import Unsaid

if TYPE_CHECKING:
    from hearback.rules.measures import By, Score, Share

HOUR, DAY = 60, 24 * 60
# From here on the next larger unit is used.
_HOURS, _DAYS = 2 * HOUR, 3 * DAY


def wait(by: By) -> str:
    """By when: such as "4 hours", or "more than 9 days"."""
    if by.more_than:
        return _("more than %(span)s") % {"span": span(by.minutes, down=True)}
    return span(by.minutes)


def span(minutes: int, *, down: bool = False) -> str:
    """So many minutes in the unit that matters; a part of one counts as one, or as none."""
    if minutes <= _HOURS:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    unit = HOUR if minutes <= _DAYS else DAY
    number = minutes // unit if down else -(-minutes // unit)
    if unit == HOUR:
        return ngettext("%(n)d hour", "%(n)d hours", number) % {"n": number}
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def percent(share: float) -> str:
    """A share from 0 to 1, such as "34 %"; never rounded to all or nothing when it is neither."""
    if 0 < share < 0.005:  # noqa: PLR2004
        return _("under 1 %")
    if 0.995 <= share < 1:  # noqa: PLR2004
        return _("over 99 %")
    return f"{share:.0%}".replace("%", " %")


def told_share(share: Share) -> str:
    """A share with its range."""
    ends = {"low": f"{share.low:.0%}".rstrip("%"), "high": percent(share.high)}
    return f"{percent(share.value)} ({_('%(low)s to %(high)s') % ends})"


def told_score(score: Score) -> str:
    """A score in points with its range."""
    ends = {"low": points(score.low), "high": points(score.high)}
    return f"{points(score.value)} ({_('%(low)s to %(high)s') % ends})"


def points(value: float) -> str:
    """Points with their sign, and a minus that is one."""
    whole = round(value)
    return f"+{whole}" if whole > 0 else str(whole).replace("-", "−")


def kept_back(unsaid: Unsaid) -> str:
    """Why there is no figure, in one sentence."""
    words = unsaid.words
    said = ngettext(words.one, words.many, unsaid.counted) if words.many else _(words.one)
    return said % words.values


def missing(unsaid: Unsaid) -> Number:
    """What stands in its cell."""
    return Number(kept_back(unsaid))


def whole(number: int) -> Number:
    """A count."""
    return Number(f"{number:,}", number)


def leaning_cells(one: Score | Unsaid | None) -> list[Number]:
    """A score that leans on all together: itself, of how many answers, how much it leans."""
    if one is None:
        return [Number("–"), whole(0), Number("–")]
    if isinstance(one, Unsaid):
        return [missing(one), whole(one.counted), Number("–")]
    leans = Number(percent(one.borrowed), round(one.borrowed, 4))
    return [Number(told_score(one), round(one.value, 1)), whole(one.said.of), leans]
