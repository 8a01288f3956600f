"""M34: codes of offers nobody guesses, and no slip turns one into another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.tests.strategies import anything, few
from hearback.rules.voucher_codes import LENGTH, SIGNS, new_code, new_codes, read_code

places = st.integers(0, LENGTH - 1)


def dice(seed: int) -> Callable[[int], int]:
    return Random(seed).randrange  # noqa: S311  a test has to know what falls


codes = st.integers(0, 2**32).map(lambda seed: new_code(dice(seed)))


@given(codes)
@few
def test_a_code_reads_as_itself_however_it_is_typed(code: str) -> None:
    assert read_code(code) == code
    assert read_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert read_code(code.replace("-", "")) == code
    assert read_code(code.replace("-", "–").translate(str.maketrans("2568", "ZSGB"))) == code
    assert read_code("".join(chr(ord(c) + 0xFEE0) if c != "-" else c for c in code)) == code


@given(codes, places, st.sampled_from(SIGNS))
@few
def test_one_wrong_sign_is_always_caught(code: str, place: int, sign: str) -> None:
    plain = code.replace("-", "")
    wrong = plain[:place] + sign + plain[place + 1 :]
    assert read_code(wrong) == (code if wrong == plain else "")


@given(codes, places, places)
@few
def test_two_signs_swapped_are_always_caught(code: str, one: int, other: int) -> None:
    plain = list(code.replace("-", ""))
    plain[one], plain[other] = plain[other], plain[one]
    wrong = "".join(plain)
    assert read_code(wrong) == (code if wrong == code.replace("-", "") else "")


@given(anything)
@few
def test_any_text_is_a_code_or_nothing(typed: str) -> None:
    read = read_code(typed)
    assert not read or read_code(read) == read


def test_every_slip_of_one_code_is_caught() -> None:
    plain = new_code(dice(7)).replace("-", "")
    slips = {
        plain[:place] + sign + plain[place + 1 :] for place in range(LENGTH) for sign in SIGNS
    } - {plain}
    assert len(slips) == LENGTH * (len(SIGNS) - 1)
    assert not any(map(read_code, slips))
    assert not read_code(plain[:-1])
    assert not read_code(plain + "2")
    assert not read_code("2" * 10_000)


def test_no_sign_looks_like_another_and_no_code_spells_a_word() -> None:
    assert not set("01OILZSGBAEUY") & set(SIGNS)
    assert len(SIGNS) == len(set(SIGNS)) == 23
    # More than 2^60 codes, so that one guess in 10^12 hits one of a million.
    assert len(SIGNS) ** (LENGTH - 1) > 2**60


def test_every_code_is_drawn_from_all_of_them() -> None:
    asked: list[int] = []

    def below(number: int) -> int:
        asked.append(number)
        return 0

    assert new_code(below) == "22222-22222-22222"
    assert asked == [len(SIGNS) ** (LENGTH - 1)]
    last = new_code(lambda number: number - 1)
    assert last.replace("-", "")[:-1] == "X" * (LENGTH - 1)
    assert read_code(last) == last


def test_a_pool_has_no_code_twice_and_none_that_is_out() -> None:
    rolls = iter([1, 1, 2, 3, 4])
    out = new_code(lambda _: 2)
    pool = new_codes(3, {out}, lambda _: next(rolls))
    assert pool == [new_code(partial(min, roll)) for roll in (1, 3, 4)]
    assert len(set(new_codes(500))) == 500
    assert new_codes(0) == []
    with pytest.raises(ValueError, match="fewer"):
        new_codes(-1)
