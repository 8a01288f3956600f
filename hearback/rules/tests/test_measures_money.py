"""M35: what it costs, term by term; the published cases come out to the dollar (rule 21)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.measures import (
    PUBLISHED,
    Asked,
    AtStage,
    Averaged,
    Between,
    Counted,
    Estimate,
    Source,
    Term,
    Terms,
    Unhappy,
    Unsaid,
    Why,
    customers_at_risk,
    estimate,
    kept_and_lost,
    known,
    measured_mean,
    measured_share,
    money_at_risk,
    not_hired,
    roughly,
    together,
    typed,
)
from hearback.rules.tests.strategies import few

VALUE = typed(Decimal(400), "Ana, 3 November 2026")
ACTING = typed(Decimal("0.5"), "Ana, 3 November 2026", Between(Decimal("0.3"), Decimal("0.8")))


def said(term: Term | Unsaid) -> Term:
    assert isinstance(term, Term)
    return term


def stage(lost: int, others: int, customers: int = 3000, value: Term = VALUE) -> Terms:
    words = "interviews in 2026"
    return Terms(
        people=known(customers, words),
        reach=Term(Decimal(1), Source.MEASURED, "themselves alone"),
        customers=Term(Decimal(1), Source.MEASURED, "all of them are known customers"),
        unhappy=said(measured_share(lost, lost + others, words)),
        kind=Unhappy.RESENTMENT,
        acting=ACTING,
        value=value,
        currency="EUR",
    )


# The four golden cases of the domain facts 2.3, in their words.
GOLDEN = {
    ("survale", 792_000): "(A - H) x resentment x v; 13,200 x 0.15 x 400 = $792,000",
    ("hireright", 2_178_000): "(A - H) x 2 (each tells 1 person) x 11% x v; 198,000 x 0.11 x 100",
    ("starred", 184_500): "rejected x 45% detractors x 41% who avoid the firm x v; 10,000 x 100",
    ("virgin", 4_428_000): "rejected x 6% x monthly fee x 12; 123,000 x .06 x 600",
}


@pytest.mark.parametrize(("name", "amount"), GOLDEN)
def test_the_published_cases_come_out_to_the_dollar(name: str, amount: int) -> None:
    terms = PUBLISHED[name]
    assert money_at_risk(terms) == amount
    assert all(term.source is Source.PUBLISHED and term.words for _, term in terms.named())
    # Nothing was measured, so nothing varies, and every term says that it was taken for certain.
    found = estimate(terms)
    assert found.low == found.value == found.high == amount
    assert found.certain == ("people", "reach", "customers", "unhappy", "acting", "value")


def test_the_share_of_customers_scales_the_loss() -> None:
    # "customer share 18% scales linearly"; the caveat to Virgin's story: "the loss is GBP 0.8m".
    virgin = PUBLISHED["virgin"]
    only_customers = replace(virgin, customers=typed(Decimal("0.18"), "Ana"))
    assert money_at_risk(only_customers) == 797_040
    assert customers_at_risk(virgin) == 7380
    assert customers_at_risk(only_customers) / 7380 == Decimal("0.18")


def test_fewer_detractors_cost_less() -> None:
    # Starred's case of improvement: a tenth fewer detractors within a year.
    starred = PUBLISHED["starred"]
    better = replace(starred, unhappy=typed(Decimal("0.405"), "a tenth fewer"))
    assert money_at_risk(starred) - money_at_risk(better) == 18_450


def test_no_more_are_hired_than_applied() -> None:
    assert not_hired(14_400, 1_200) == 13_200
    assert not_hired(0, 0) == 0
    with pytest.raises(ValueError, match="hired"):
        not_hired(3, 4)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("customers", "1.1", "share"),
        ("unhappy", "-0.1", "share"),
        ("acting", "2", "share"),
        ("people", "-1", "below"),
        ("value", "Infinity", "below"),
        ("value", "NaN", "below|Invalid"),
        ("reach", "0.5", "themselves"),
    ],
)
def test_a_term_that_cannot_be_is_refused(name: str, value: str, why: str) -> None:
    changed: dict[str, Any] = {name: typed(Decimal(value), "Ana")}
    with pytest.raises(ValueError, match=why):
        replace(PUBLISHED["survale"], **changed)


@given(st.integers(0, 60), st.integers(5, 60), st.integers(0, 3))
@few
def test_an_estimate_lies_within_its_range(lost: int, others: int, seed: int) -> None:
    terms = stage(lost, others)
    found = estimate(terms, draws=40, seed=seed)
    assert 0 <= found.low <= found.value <= found.high
    assert found == estimate(terms, draws=40, seed=seed)
    assert found.certain == ("value",)


def test_nobody_in_six_is_not_nobody_for_certain() -> None:
    found = estimate(stage(0, 6))
    assert found.value == found.low == 0
    assert found.high > 1000


def test_more_answers_make_the_range_narrower() -> None:
    wide, narrow = estimate(stage(3, 17)), estimate(stage(300, 1700))
    assert narrow.high - narrow.low < wide.high - wide.low


def test_the_range_of_a_share_is_that_of_its_beta() -> None:
    # Of Beta(3.5, 17.5), drawn 400,000 times; the other terms stand still.
    whole = typed(Decimal(1), "all")
    terms = replace(stage(3, 17), people=known(1, "us"), acting=whole, value=whole)
    found = estimate(terms, draws=4000)
    assert (float(found.low), float(found.high)) == pytest.approx((0.044, 0.348), abs=0.011)


def test_the_range_of_a_mean_is_that_of_students_t() -> None:
    # By the table 2.045 x 800 / √30 to either side, with 29 degrees of freedom.
    worth = said(measured_mean(Decimal(400), 800.0, 30, "shop, 2026"))
    whole = typed(Decimal(1), "all")
    terms = replace(stage(1, 9, value=worth), people=known(1, "us"), unhappy=whole, acting=whole)
    found = estimate(terms, draws=4000)
    assert (float(found.low), float(found.high)) == pytest.approx((101, 699), abs=15)


def test_a_measured_worth_widens_the_range_by_its_spread() -> None:
    sure = stage(30, 70, value=said(measured_mean(Decimal(400), 0.0, 30, "shop, 2026")))
    unsure = stage(30, 70, value=said(measured_mean(Decimal(400), 800.0, 30, "shop, 2026")))
    one, other = estimate(sure), estimate(unsure)
    assert one.value == other.value == 180_000
    assert other.high - other.low > one.high - one.low
    assert one.certain == ()


def test_stages_add_up_and_share_what_they_share() -> None:
    worth = said(measured_mean(Decimal(400), 300.0, 20, "shop, 2026"))
    parts = [stage(5, 15, value=worth), stage(10, 30, value=worth)]
    whole = together(parts)
    assert whole.value == sum(estimate(part).value for part in parts)
    # Drawn once for both, a worth that is off is off for both, and the range is the wider for it.
    drawn_apart = [stage(5, 15, value=worth), stage(10, 30, value=replace(worth, words="again"))]
    assert whole.high - whole.low > together(drawn_apart).high - together(drawn_apart).low


def test_resentment_and_detractors_are_never_added() -> None:
    """Those of all surveyed, and those of the rejected only: “never mix” them (2.3)."""
    with pytest.raises(ValueError, match="one kind"):
        together([PUBLISHED["survale"], PUBLISHED["starred"]])
    with pytest.raises(ValueError, match="one currency"):
        together([PUBLISHED["survale"], replace(PUBLISHED["survale"], currency="EUR")])
    with pytest.raises(ValueError, match="one currency"):
        together([])
    with pytest.raises(ValueError, match="draws"):
        estimate(PUBLISHED["survale"], draws=0)


def test_what_is_measured_of_few_is_no_term() -> None:
    assert measured_share(1, 4, "us") == Unsaid(4, Why.TOO_FEW)
    assert measured_share(0, 0, "us") == Unsaid(0, Why.NOTHING)
    assert measured_mean(Decimal(9), 1.0, 4, "shop") == Unsaid(4, Why.TOO_FEW)
    assert said(measured_share(1, 5, "us")).doubt == Counted(1, 5)
    assert said(measured_mean(Decimal(9), 1.0, 5, "shop")).doubt == Averaged(1.0, 5)
    with pytest.raises(ValueError, match="deviation"):
        measured_mean(Decimal(9), float("nan"), 9, "shop")
    with pytest.raises(ValueError, match="range"):
        typed(Decimal(9), "Ana", Between(Decimal(1), Decimal(2)))


def test_a_head_count_is_exact_and_a_typed_value_is_not() -> None:
    assert known(12, "us").is_exact
    assert not VALUE.is_exact
    assert not said(measured_share(1, 5, "us")).is_exact


def test_customers_kept_and_lost_stand_by_stage() -> None:
    stages = {
        "application": Asked(200, {1: 5, 2: 15, 3: 25, 4: 5}),
        "interview": Asked(40, {1: 4, 3: 4, 4: 2}),
    }
    found = kept_and_lost(stages)
    first = found["application"]
    assert isinstance(first, AtStage)
    assert (first.lost, first.won, first.said.resentment.value) == (20, 20, 0.1)
    # Five said so; the 150 who said nothing may all have left, or none of them.
    assert (first.least, first.most) == (5, 155)


def test_few_customers_are_no_figure_and_are_not_given_away() -> None:
    stages = {"a": Asked(9, {1: 2}), "b": Asked(9, {1: 6}), "c": Asked(0, {})}
    found = kept_and_lost(stages)
    assert found["a"] == Unsaid(2, Why.TOO_FEW)
    assert found["b"] == Unsaid(6, Why.GIVES_AWAY)
    assert found["c"] == Unsaid(0, Why.NOTHING)
    with pytest.raises(ValueError, match="answer"):
        Asked(1, {1: 2})
    with pytest.raises(ValueError, match="answer"):
        Asked(9, {1: -2, 2: 4})


def test_few_answers_put_no_sum_at_risk() -> None:
    assert measured_share(1, 1, "2026") == Unsaid(1, Why.TOO_FEW)
    terms = stage(2, 18, customers=60)
    assert customers_at_risk(terms) == 3
    assert isinstance(estimate(terms), Estimate)


@pytest.mark.parametrize(
    ("amount", "aloud"),
    [("184500", "180000"), ("4428000", "4400000"), ("7.96", "8.0"), ("0", "0"), ("99.9", "1E+2")],
)
def test_an_estimate_is_said_in_two_figures(amount: str, aloud: str) -> None:
    assert roughly(Decimal(amount)) == Decimal(aloud)
