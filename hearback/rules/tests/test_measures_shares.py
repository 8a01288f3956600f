"""M38: a share says how sure it is, small groups lean on the team, and few say nothing."""

from __future__ import annotations

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.measures import (
    FLOOR,
    Heard,
    Share,
    Unsaid,
    Why,
    below_floor,
    leaning_shares,
    share,
    shares,
    unsaid,
    weight_of_team,
    withheld,
)
from hearback.rules.measures.lean import LEAST, MOST, USUAL
from hearback.rules.measures.shares import wilson
from hearback.rules.tests.strategies import few

pairs = st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
crews = st.dictionaries(st.integers(0, 50), pairs, max_size=8)


@given(pairs)
@few
def test_a_share_lies_within_its_range_and_few_have_none(pair: tuple[int, int]) -> None:
    count, of = pair
    found = share(count, of)
    if of < FLOOR:
        assert isinstance(found, Unsaid)
    else:
        assert isinstance(found, Share)
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert found.low < found.high


@given(pairs.filter(lambda pair: pair[1] > 0), st.integers(2, 50))
@few
def test_the_same_share_of_more_is_surer(pair: tuple[int, int], times: int) -> None:
    count, of = pair
    few_low, few_high = wilson(count, of)
    many_low, many_high = wilson(count * times, of * times)
    assert many_high - many_low < few_high - few_low


def test_the_range_is_the_one_wilson_gives() -> None:
    # Worked by hand: 8 of 20, z = 1.959964.
    assert wilson(8, 20) == pytest.approx((0.2188, 0.6134), abs=5e-5)
    # Nobody and all: z² / (n + z²) from the end, and the end itself.
    assert wilson(0, 10) == pytest.approx((0, 0.27753), abs=5e-5)
    assert wilson(10, 10) == pytest.approx((0.72247, 1), abs=5e-5)
    assert (wilson(0, 7)[0], wilson(7, 7)[1]) == (0, 1)


@pytest.mark.parametrize(("count", "of"), [(-1, 5), (6, 5), (1, 0)])
def test_more_than_all_is_no_share(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(count, of)


def test_nothing_one_and_four_are_no_figure_and_say_why() -> None:
    assert share(0, 0) == Unsaid(0, Why.NOTHING)
    assert share(1, 1) == Unsaid(1, Why.TOO_FEW)
    assert shares({"a": 3, "b": 1}) == Unsaid(4, Why.TOO_FEW)
    assert shares({}) == Unsaid(0, Why.NOTHING)
    assert unsaid(5) is None
    said = [str(Unsaid(number, why).words) for number, why in ((0, Why.NOTHING), (1, Why.TOO_FEW))]
    assert said == ["Nothing to count yet.", "Too few: 1 answer, and a figure only from 5 up."]
    assert str(Unsaid(4, Why.TOO_FEW).words).startswith("Too few: 4 answers")
    with pytest.raises(ValueError, match="none"):
        unsaid(-1)
    with pytest.raises(ValueError, match="none"):
        shares({"a": -1, "b": 9})


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 40), max_size=8))
@few
def test_nobody_can_subtract_their_way_to_a_small_group(counts: dict[int, int]) -> None:
    kept_back = withheld(counts)
    hidden = [counts[key] for key in kept_back]
    assert set(below_floor(counts)) <= set(kept_back)
    # What is left after subtracting all that is shown: nothing, enough, or everything.
    assert not 0 < sum(hidden) < FLOOR or len(kept_back) == len(counts)


def test_a_group_beside_a_small_one_is_kept_back_with_it() -> None:
    kept_back = withheld({"Ana": 2, "Ben": 9, "Chloe": 30})
    assert kept_back == {"Ana": Unsaid(2, Why.TOO_FEW), "Ben": Unsaid(9, Why.GIVES_AWAY)}
    assert "give away" in str(kept_back["Ben"].words)
    # Two small ones together hide each other; empty ones hide nobody.
    assert set(withheld({"Ana": 2, "Dov": 4, "Ben": 9})) == {"Ana", "Dov"}
    assert set(withheld({"Ana": 0, "Ben": 9})) == {"Ana"}


@given(crews)
@few
def test_a_leaning_share_lies_between_its_own_and_the_teams(
    crew: dict[int, tuple[int, int]],
) -> None:
    everybody = sum(of for _, of in crew.values())
    team = sum(count for count, _ in crew.values()) / everybody if everybody else 0
    for key, found in leaning_shares(crew).items():
        if isinstance(found, Unsaid):
            assert crew[key][1] < FLOOR
            continue
        own = found.count / found.of
        assert min(own, team) - 1e-9 <= found.value <= max(own, team) + 1e-9
        assert found.low <= found.value <= found.high
        assert found.is_shrunk
        assert found.value == pytest.approx(found.borrowed * team + (1 - found.borrowed) * own)


@given(crews)
@few
def test_the_weight_of_the_team_keeps_within_bounds(crew: dict[int, tuple[int, int]]) -> None:
    weight = weight_of_team(Heard(of, count, count) for count, of in crew.values())
    assert LEAST <= weight <= MOST


def test_groups_that_differ_lean_little_and_groups_alike_lean_much() -> None:
    apart = [Heard(50, yes, yes) for yes in (5, 15, 25, 35, 45)]
    alike = [Heard(50, yes, yes) for yes in (24, 25, 26, 25, 25)]
    assert weight_of_team(apart) == LEAST
    assert weight_of_team(alike) == MOST
    assert weight_of_team(apart[:2]) == USUAL
    assert weight_of_team([Heard(1, 1, 1)] * 5) == USUAL
    assert weight_of_team([]) == USUAL


def test_the_weight_is_the_noise_within_by_the_spread_between() -> None:
    # Three of 20: 8, 10 and 15. Squares within 4.8 + 5 + 3.75, over 57, are 0.23772; weighted
    # between 20 (.15² + .05² + .2²) = 1.3; (1.3 - 2 x .23772) / (60 - 20) = .020614.
    groups = [Heard(20, yes, yes) for yes in (8, 10, 15)]
    assert weight_of_team(groups) == pytest.approx(0.23772 / 0.020614, rel=1e-3)


def test_a_small_group_leans_more_than_a_large_one() -> None:
    crew = leaning_shares({"small": (3, 5), "large": (300, 500), "others": (20, 400)})
    small, large = crew["small"], crew["large"]
    assert isinstance(small, Share)
    assert isinstance(large, Share)
    assert small.value < large.value < 0.6
    assert small.borrowed > 10 * large.borrowed


def test_groups_that_would_give_others_away_are_left_out_on_request() -> None:
    crew = {"Ana": (1, 2), "Ben": (4, 9), "Chloe": (20, 30)}
    found = leaning_shares(crew, withheld({key: of for key, (_, of) in crew.items()}))
    assert [isinstance(one, Unsaid) for one in found.values()] == [True, True, False]
    assert leaning_shares({}) == {}
    with pytest.raises(ValueError, match="more than all"):
        leaning_shares({"Ana": (3, 2)})


def test_leaning_comes_nearer_to_the_truth_than_the_groups_alone() -> None:
    # Twelve recruiters whose true shares lie ten points apart, 15 answers each, as evenly luck.
    truth = [0.5 + 0.03 * step for step in range(12)]
    luck = [3, -2, 0, 2, -3, 1, -1, 3, -2, 0, 2, -3]
    crew = {n: (round(15 * p) + luck[n], 15) for n, p in enumerate(truth)}
    crew = {n: (min(max(count, 0), of), of) for n, (count, of) in crew.items()}
    alone = mean((count / of - truth[n]) ** 2 for n, (count, of) in crew.items())
    found = leaning_shares(crew)
    leaning = mean(
        (one.value - truth[n]) ** 2 for n, one in found.items() if isinstance(one, Share)
    )
    assert leaning < 0.8 * alone
