"""Ratings become shares of their own scale; two copies of a review are one; long words are cut."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.reviews import SHORT, fingerprint_of, rating_of, shortened


@pytest.mark.parametrize(
    ("given_", "low", "high", "share"),
    [("4", "1", "5", 0.75), ("8", "0", "10", 0.8), ("3,5", "", "", 0.625), ("1", "1", "6", 0.0)],
)
def test_a_rating_is_a_share_of_its_own_scale(
    given_: str, low: str, high: str, share: float
) -> None:
    rating = rating_of(given_, low, high)
    assert rating is not None
    assert rating.share == pytest.approx(share)


@given(st.decimals(0, 10, places=2), st.decimals(0, 10, places=2), st.decimals(0, 10, places=2))
def test_no_rating_leaves_its_scale(one: Decimal, two: Decimal, three: Decimal) -> None:
    low, between, high = sorted([one, two, three])
    if low < high:
        rating = rating_of(str(between), str(low), str(high))
        assert rating is not None
        assert 0 <= rating.share <= 1


@pytest.mark.parametrize(
    "typed", [("6", "1", "5"), ("x", "1", "5"), ("3", "5", "5"), ("NaN", "1", "5"), ("1e9", "", "")]
)
def test_what_is_no_rating_is_refused_with_a_sentence(typed: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        rating_of(*typed)


def test_none_was_given_is_none() -> None:
    assert rating_of(" ", "1", "5") is None


@given(st.text(max_size=2000))
def test_a_short_form_is_short_and_begins_alike(text: str) -> None:
    short = shortened(text)
    assert len(short) <= SHORT + 1
    assert text.startswith(short.removesuffix("…")) or text == short


def test_the_site_s_own_number_decides_what_is_the_same() -> None:
    assert fingerprint_of("Kununu", "7", "a", "") == fingerprint_of(
        "KUNUNU", "7", "b", "2026-01-01"
    )
    assert fingerprint_of("Kununu", "", "A  b", "") == fingerprint_of("kununu", "", "a B", "")
    assert fingerprint_of("Kununu", "", "a", "") != fingerprint_of("Indeed", "", "a", "")


@pytest.mark.parametrize("letter", ["👩🏽‍💻", "👨‍👩‍👧‍👦", "ख़", "é"])
def test_a_short_form_cuts_no_letter_made_of_several(letter: str) -> None:
    for before in range(SHORT - 12, SHORT):
        short = shortened("字" * before + letter * 40)
        assert not short.removesuffix("…").lstrip("字").replace(letter, "")
