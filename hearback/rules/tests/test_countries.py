"""Every country on offer has a list of holidays, and its parts are found by code and by name."""

from datetime import date

import pytest

from hearback.rules.countries import country_names, part_code, parts_of
from hearback.rules.holidays_of import holidays_of


def test_countries_read_as_names() -> None:
    names = country_names()
    assert names["CA"] == "Canada"
    assert names["GB"] == "United Kingdom"
    assert list(names.values()) == sorted(names.values())


@pytest.mark.parametrize("country", ["CA", "DE", "GB", "JP", "US", "ZA"])
def test_every_part_on_offer_has_holidays(country: str) -> None:
    for part in ("", *parts_of(country)):
        assert all(isinstance(day, date) for day in holidays_of(country, part, [2026]))


@pytest.mark.parametrize("words", ["ON", "on", " Ontario ", "ontario"])
def test_a_part_is_found_by_code_or_name(words: str) -> None:
    assert part_code("CA", words) == "ON"


def test_no_words_are_the_whole_country() -> None:
    assert part_code("CA", "  ") == ""


def test_an_unknown_part_is_told_what_would_do() -> None:
    with pytest.raises(ValueError, match=r"parts of Canada .* AB, BC, .* ON"):
        part_code("CA", "Bavaria")
