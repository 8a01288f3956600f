"""How statutes count: plain dates on a wall calendar, no zones, no hours.

The day of the trigger never counts and the last day does. Business days are Monday to Friday
without the dates in `holidays`. Worked examples: section 1.5 of the domain facts, one test each.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

DAY = timedelta(days=1)
LONGEST_CLOSURE = 366
SATURDAY = 5


def calendar_days_after(day: date, days: int) -> date:
    """The last day of a period of plain days: trigger day left out, days off counted."""
    return day + _counted(days) * DAY


def months_after(
    day: date, months: int, holidays: Collection[date] = (), *, roll: bool = True
) -> date:
    """The last day of a period of months (EU Regulation 1182/71, GDPR art. 12(3)).

    The same number in the month reached, or that month's last day where it is shorter. With `roll`,
    a weekend or holiday moves it to the next business day; the moved date is not the start of
    anything.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + _counted(months), 12)
    last = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return first_business_day(last, holidays) if roll else last


def years_after(day: date, years: int) -> date:
    """The same date `years` later; 29 February becomes 28 February in a common year."""
    return months_after(day, 12 * years, roll=False)


def business_days_before(day: date, days: int, holidays: Collection[date] = ()) -> date:
    """The latest day with `days` business days from it to `day`, itself counted and `day` not.

    So a notice "at least 10 business days before use" (New York City) is given on that day at the
    latest. Raises ValueError when a year of holidays leaves none.
    """
    left = _counted(days)
    for _ in range(left * LONGEST_CLOSURE):
        if not left:
            break
        day -= DAY
        left -= is_business_day(day, holidays)
    return _found(day, left)


def first_business_day(day: date, holidays: Collection[date] = ()) -> date:
    """`day` itself if it is a business day, else the next; ValueError after a year of holidays."""
    for _ in range(LONGEST_CLOSURE):
        if is_business_day(day, holidays):
            return day
        day += DAY
    return _found(day, 1)


def is_business_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Monday to Friday and not a holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def _counted(amount: int) -> int:
    if amount < 0:
        raise ValueError("A period in law cannot be negative.")
    return amount


def _found(day: date, left: int) -> date:
    if left:
        raise ValueError("There is no business day within a year; check the holidays.")
    return day
