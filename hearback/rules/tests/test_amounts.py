"""Amounts are read as written by shops of several countries, and never guessed."""

# M32

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearback.rules import amounts
from hearback.rules.amounts import MOST, hundredths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("12", 1200),
        ("12.5", 1250),
        ("1,234.50", 123450),
        ("1.234,50", 123450),
        ("1 234,50 €", 123450),
        ("1'234.50 CHF", 123450),
        ("$1,234", 123400),
        ("CAD 99.9", 9990),
        ("1,234,567.89", 123456789),
        (".5", 50),
        ("+7", 700),
    ],
)
def test_an_amount_is_read(text: str, expected: int) -> None:
    assert hundredths(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "none", "=1+1", "@SUM(1)", "-5", "−5", "12%", "1.2.3", "1,23,456", "1e5.", "٣", "9" * 14],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        hundredths(text)


@given(some.integers(min_value=0, max_value=MOST))
def test_what_is_written_is_read_back(value: int) -> None:
    whole, part = divmod(value, 100)
    assert hundredths(f"{whole:,}.{part:02}") == value
    assert hundredths(f"{whole}.{part:02}") == value


@given(some.text(max_size=40))
def test_whatever_is_written_gives_an_amount_or_a_refusal(text: str) -> None:
    with suppress(ValueError):
        assert 0 <= hundredths(text) <= MOST


@given(some.from_regex(amounts._WRITTEN, fullmatch=True))
def test_an_amount_as_a_program_writes_it_needs_no_second_look(text: str) -> None:
    assert hundredths(text) == amounts._by_sign(text)
