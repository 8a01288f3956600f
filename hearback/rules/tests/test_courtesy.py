"""Courtesy as a rule: between everybody's share and one's own, and silent about few cases."""

# M26

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.courtesy import FLOOR, Part, courtesy, shrunk

CASES = st.integers(0, 400)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    cases = draw(CASES)
    return Part(draw(st.integers(0, 2 * cases)) / 2, cases)


@given(parts(), parts())
def test_a_share_lies_between_ones_own_and_everybodys(part: Part, others: Part) -> None:
    everybody = part + others
    usual = everybody.good / everybody.cases if everybody.cases else 1.0
    own = part.good / part.cases if part.cases else usual
    low, high = sorted((own, usual))
    assert low - 1e-9 <= shrunk(part, everybody) <= high + 1e-9


@given(st.dictionaries(st.sampled_from("abcdef"), parts()))
def test_the_figure_is_a_share_of_parts_with_enough_cases(theirs: dict[str, Part]) -> None:
    found = courtesy(theirs, theirs)
    enough = [one for one in theirs.values() if one.cases >= FLOOR]
    assert found.counted == len(enough)
    assert (found.share is None) == (not enough)
    assert found.share is None or 0 <= found.share <= 1


@given(parts(), parts(), st.integers(1, 50))
def test_one_more_good_case_never_lowers_a_share(part: Part, others: Part, more: int) -> None:
    better = Part(part.good + more, part.cases + more)
    everybody = part + others
    assert shrunk(better, everybody) >= shrunk(part, everybody) - 1e-9


def test_little_is_not_judged_and_few_lean_on_everybody() -> None:
    assert courtesy({"words": Part(0, 4)}, {"words": Part(80, 100)}).share is None
    five = courtesy({"words": Part(0, 5)}, {"words": Part(80, 100)}).share
    assert five == pytest.approx(0.4)  # half theirs, half everybody's
    with pytest.raises(ValueError, match="cannot have gone well"):
        Part(3, 2)
