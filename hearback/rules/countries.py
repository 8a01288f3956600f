"""Countries and their parts as people name them, as far as we know their public holidays."""

import re
from functools import lru_cache

import holidays
from holidays.registry import COUNTRIES

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """ISO 3166-1 codes of two letters with their English names, by name: {"CA": "Canada", …}."""
    known = holidays.list_supported_countries(include_aliases=False)
    names = {code: _WORD.sub(" ", name) for name, code, *_ in COUNTRIES.values() if code in known}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def parts_of(country: str) -> tuple[str, ...]:
    """The codes of the parts that have holidays of their own; empty for a country without."""
    return tuple(holidays.list_supported_countries(include_aliases=False).get(country, ()))


def part_code(country: str, words: str) -> str:
    """The code of a part named by code or English name ("ON", "Ontario"); "" for no words.

    Raises ValueError with a sentence that lists what would do.
    """
    wanted = words.strip().casefold()
    if not wanted:
        return ""
    codes = {code.casefold(): code for code in parts_of(country)}
    aliases = getattr(holidays.country_holidays(country), "subdivisions_aliases", None) or {}
    names = {name.casefold(): code for name, code in aliases.items()}
    found = codes.get(wanted) or names.get(wanted)
    if found is None:
        name = country_names().get(country, country)
        listed = ", ".join(codes.values()) or "none"
        raise ValueError(f"The parts of {name} with holidays of their own are: {listed}.")
    return found
