"""Which words of an opening a text speaks of, and how few are too few to propose anybody by."""

# M31

from __future__ import annotations

import pytest

from hearback.rules.fitting import says_enough, spoken_of


@pytest.mark.parametrize("said", [[], ["four"]])
def test_one_word_alone_is_chance(said: list[str]) -> None:
    assert not says_enough(said)


@pytest.mark.parametrize("said", [["shop manager"], ["roster", "team"]])
def test_a_phrase_or_two_words_are_not(said: list[str]) -> None:
    assert says_enough(said)


def test_a_phrase_takes_the_place_of_its_words() -> None:
    text = "Assistant shop manager; wrote the roster."
    told = spoken_of(text, phrases=["shop manager"], words=["shop", "manager", "roster"], most=3)
    assert told == ["shop manager", "roster"]
