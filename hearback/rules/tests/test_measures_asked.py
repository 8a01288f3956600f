"""M33: the three questions, their scales and their figures; rule 20 of the domain facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.measures import (
    Buying,
    Moment,
    Relationship,
    Said,
    Score,
    StillBuying,
    Tie,
    Unsaid,
    Why,
    ask_of_buying,
    ask_of_relationship,
    ask_to_recommend,
    leaning_scores,
    relationship,
    score,
    sorted_by_score,
    still_buying,
)
from hearback.rules.tests.strategies import few

counts = st.integers(0, 300)
said = st.builds(Said, counts, counts, counts)


def test_40_10_50_gives_minus_10() -> None:
    """“% of 9-10 minus % of 0-6; 7-8 count in the denominator only”: 40/10/50 gives -10."""
    found = score(Said(promoters=40, passives=10, detractors=50))
    assert isinstance(found, Score)
    assert found.value == -10
    # Adjusted Wald of 40.75 and 50.75 in 103: -9.71 ± 1.96 x 9.22 points.
    assert (found.low, found.high) == pytest.approx((-27.80, 8.38), abs=0.02)


def test_each_number_falls_where_the_scale_says() -> None:
    assert sorted_by_score({0: 1, 6: 2, 7: 4, 8: 8, 9: 16, 10: 32}) == Said(48, 12, 3)
    assert sorted_by_score({}) == Said(0, 0, 0)


@pytest.mark.parametrize("number", [-1, 11])
def test_another_scale_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 10"):
        sorted_by_score({number: 1})


def test_four_answers_are_too_few_and_none_is_nothing() -> None:
    # Rule 20: "4 answers show 'too few'".
    assert score(Said(4, 0, 0)) == Unsaid(4, Why.TOO_FEW)
    assert score(Said(0, 0, 0)) == Unsaid(0, Why.NOTHING)
    assert relationship({1: 4}) == Unsaid(4, Why.TOO_FEW)
    assert relationship({}) == Unsaid(0, Why.NOTHING)
    assert still_buying({Buying.NEVER_DID: 90, Buying.YES: 1}) == Unsaid(1, Why.TOO_FEW)
    assert still_buying({}) == Unsaid(0, Why.NOTHING)
    with pytest.raises(ValueError, match="none"):
        Said(-1, 0, 9)


@given(said)
@few
def test_a_score_keeps_to_the_scale_and_to_its_range(one: Said) -> None:
    found = score(one)
    if isinstance(found, Score):
        assert -100 <= found.low <= found.value <= found.high <= 100
        assert found.low < found.high
        mirrored = score(Said(one.detractors, one.passives, one.promoters))
        assert isinstance(mirrored, Score)
        assert (mirrored.value, mirrored.low) == pytest.approx((-found.value, -found.high))


@given(st.dictionaries(st.integers(0, 9), said, max_size=6))
@few
def test_a_leaning_score_lies_between_its_own_and_everybodys(groups: dict[int, Said]) -> None:
    everybody = sum(one.of for one in groups.values())
    up, down = (
        sum(getattr(one, name) for one in groups.values()) for name in ("promoters", "detractors")
    )
    for key, found in leaning_scores(groups).items():
        own = groups[key]
        if isinstance(found, Unsaid):
            continue
        alone, team = 100 * (own.promoters - own.detractors) / own.of, 100 * (up - down) / everybody
        assert min(alone, team) - 1e-6 <= found.value <= max(alone, team) + 1e-6
        assert -100 <= found.low <= found.value <= found.high <= 100
        assert found.is_shrunk


def test_a_score_of_three_answers_is_kept_back_with_what_would_give_it_away() -> None:
    found = leaning_scores({"Ana": Said(1, 1, 1), "Ben": Said(5, 1, 1), "Chloe": Said(9, 9, 9)})
    assert found["Ana"] == Unsaid(3, Why.TOO_FEW)
    assert found["Ben"] == Unsaid(7, Why.GIVES_AWAY)
    assert isinstance(found["Chloe"], Score)


def test_resentment_is_the_share_of_ones() -> None:
    # "Resentment = share of 1"; 15 of 100 is the default of the calculator.
    found = relationship({1: 15, 2: 25, 3: 40, 4: 20})
    assert isinstance(found, Relationship)
    assert (found.of, found.resentment.value) == (100, 0.15)
    assert sum(one.value for one in found.by_tie.values()) == pytest.approx(1)


@pytest.mark.parametrize("answer", [0, 5])
def test_the_relationship_has_four_answers(answer: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 4"):
        relationship({answer: 9})


def test_whoever_never_bought_cannot_stop() -> None:
    found = still_buying({Buying.YES: 6, Buying.NO: 2, Buying.NEVER_DID: 92})
    assert isinstance(found, StillBuying)
    assert (found.of, found.never_did) == (8, 92)
    assert found.by_answer[Buying.NO].value == 0.25


def test_only_the_opening_words_change_with_the_moment() -> None:
    asked = [str(ask_to_recommend(moment, "Harbour & Pine")) for moment in Moment]
    assert asked[0].startswith("Based on your application, how likely are you to recommend")
    assert {text.partition(", ")[2] for text in asked} == {
        "how likely are you to recommend applying to Harbour & Pine to others?"
    }
    assert len(set(asked)) == len(Moment)


def test_every_answer_has_its_words() -> None:
    question, ties = ask_of_relationship("Harbour & Pine")
    assert "Harbour & Pine" in str(question)
    assert list(ties) == [Tie.WON, Tie.KEPT, Tie.UNMOVED, Tie.LOST]
    question, buying = ask_of_buying("Harbour & Pine")
    assert str(question) == "Would you still buy from Harbour & Pine?"
    assert set(buying) == set(Buying)
    assert len({str(words) for words in [*ties.values(), *buying.values()]}) == 8
