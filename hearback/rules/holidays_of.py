"""Public holidays of a country and its parts, from the library `holidays`."""

from collections.abc import Iterable
from datetime import date

import holidays


def holidays_of(country: str, subdivision: str | None, years: Iterable[int]) -> dict[date, str]:
    """The public holidays, observed days included, as date to English name where there is one.

    country: ISO 3166-1 code ("CA"). subdivision: the library's code of the part ("ON"), None or ""
    for the whole country. Raises ValueError with a sentence for a country or part that is not
    known.
    """
    wanted = sorted(set(years))
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        raise ValueError(f"There is no list of holidays for the country {country!r}.")
    if subdivision and subdivision not in known[country]:
        raise ValueError(f"There is no list of holidays for the part {subdivision!r} of {country}.")
    days = holidays.country_holidays(
        country, subdiv=subdivision or None, years=wanted, language="en_US"
    )
    return {day: days[day] for day in sorted(days) if day.year in wanted}
