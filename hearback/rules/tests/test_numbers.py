"""Phone numbers as the networks want them, and as people read them."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.rules import numbers
from hearback.rules.numbers import cover, cover_address, e164, readable

COUNTRIES = ["", "CA", "FR", "AR", "RU", "XX", "gb"]
CODES = [str(code) for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE]


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("+1 416 555 0199", "", "+14165550199"),
        ("(416) 555-0199", "CA", "+14165550199"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("0151 23456789", "de", "+4915123456789"),
        ("0049 151 23456789", "DE", "+4915123456789"),
        ("612 345 678", "ES", "+34612345678"),
    ],
)
def test_a_number_is_the_same_however_it_was_typed(typed: str, country: str, number: str) -> None:
    assert e164(typed, country) == number


@pytest.mark.parametrize("typed", ["", "12", "call me", "+1 416 555 0199 ext. 12", "416 555 0199"])
def test_what_nobody_could_text_is_no_number(typed: str) -> None:
    assert e164(typed) == ""


def test_a_number_from_elsewhere_is_not_given_the_country_of_the_shop() -> None:
    assert e164("01 42 34 56 78", "CA") == ""
    assert e164("+33 1 42 34 56 78", "CA") == "+33142345678"


@given(st.text(max_size=60), st.sampled_from(["", "CA", "FR", "XX", "zz"]))
def test_any_text_gives_a_number_or_nothing(typed: str, country: str) -> None:
    number = e164(typed, country)
    assert not number or (number[0] == "+" and number[1] != "0" and number[1:].isdigit())
    assert len(number) <= 16
    assert e164(number) == number


def test_a_number_reads_in_groups_and_back() -> None:
    assert readable("+14165550199") == "+1 416-555-0199"
    assert e164(readable("+14165550199")) == "+14165550199"
    assert readable("ring the shop") == "ring the shop"
    assert readable("+no number") == "+no number"


def test_who_does_not_know_an_address_does_not_learn_it() -> None:
    assert cover_address("ana@mail.example") == "a***@mail.example"
    assert cover("+14165550199") == "…99"


@pytest.mark.parametrize(
    "typed", ["+14165550199", "+1 (416) 555-0199", "+33 6 12 34 56 78", "+49.151.23456789"]
)
def test_a_whole_number_is_told_without_asking_the_library(typed: str) -> None:
    assert numbers._as_it_is(typed) == numbers._parsed(typed, "")


@pytest.mark.parametrize(
    "typed", ["+04558010556", "+442071838750000", "+540111545678901", "+390236618300", "+-", "+1"]
)
def test_where_the_library_would_change_or_refuse_a_number_it_is_asked(typed: str) -> None:
    assert numbers._as_it_is(typed) == ""


@st.composite
def whole_numbers(draw: st.DrawFn) -> str:
    """A plus, a calling code of some country, digits, and marks anywhere between them."""
    digits = draw(st.sampled_from(CODES)) + draw(st.text("0123456789", min_size=2, max_size=14))
    marks = draw(st.lists(st.tuples(st.integers(0, len(digits)), st.sampled_from(" ().-"))))
    for at, mark in marks:
        digits = digits[:at] + mark + digits[at:]
    return f"+{digits}"


@settings(max_examples=500)
@given(whole_numbers() | st.text("+0123456789 ().-", max_size=26), st.sampled_from(COUNTRIES))
def test_what_is_told_without_the_library_is_what_it_says(typed: str, country: str) -> None:
    assert numbers._as_it_is(typed) in ("", numbers._parsed(typed, country))
