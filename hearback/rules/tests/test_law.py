"""How statutes count: the golden dates of the domain facts, 1.5, and what may be called law."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hearback.rules.holidays_of import holidays_of
from hearback.rules.law.clocks import (
    business_days_before,
    calendar_days_after,
    first_business_day,
    is_business_day,
    months_after,
    years_after,
)
from hearback.rules.law.rules import (
    ONTARIO_ANSWER,
    DayKind,
    LawRule,
    Source,
    Status,
    last_day,
    law_day,
    source_of,
)

ENGLAND = frozenset(holidays_of("GB", "ENG", [2026, 2027]))


def day(text: str) -> date:
    """A date from "2026-11-20"."""
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("case", "found", "golden"),
    [
        ("Ontario +45", calendar_days_after(day("2026-01-02"), 45), "2026-02-16"),
        (
            "Ontario, crosses the clock change, a Sunday",
            calendar_days_after(day("2026-10-01"), 45),
            "2026-11-15",
        ),
        ("Ontario, crosses the year", calendar_days_after(day("2026-11-17"), 45), "2027-01-01"),
        ("Ontario, leap year", calendar_days_after(day("2028-01-20"), 45), "2028-03-05"),
        ("access request", months_after(day("2026-09-03"), 1), "2026-10-05"),
        ("access request, short month", months_after(day("2026-01-31"), 1), "2026-03-02"),
        ("access request, leap", months_after(day("2028-01-31"), 1), "2028-02-29"),
        (
            "access request, England at Christmas",
            months_after(day("2026-11-25"), 1, ENGLAND),
            "2026-12-29",
        ),
        ("AGG, claim", months_after(day("2026-12-15"), 2, roll=False), "2027-02-15"),
        ("AGG, lawsuit", months_after(day("2027-02-15"), 3, roll=False), "2027-05-15"),
        (
            "NYC notice",
            business_days_before(day("2026-12-07"), 10, {day("2026-11-26")}),
            "2026-11-20",
        ),
        ("Ontario posting record", years_after(day("2026-03-10"), 3), "2029-03-10"),
    ],
)
def test_golden_dates(case: str, found: date, golden: str) -> None:
    assert found == day(golden), case


def test_a_notice_given_on_20_november_is_too_late_for_4_december() -> None:
    assert business_days_before(day("2026-12-04"), 10, {day("2026-11-26")}) < day("2026-11-20")


def test_a_leap_day_ends_on_28_february_in_a_common_year() -> None:
    assert years_after(day("2028-02-29"), 1) == day("2029-02-28")
    assert years_after(day("2028-02-29"), 4) == day("2032-02-29")


def test_months_cross_the_year() -> None:
    assert months_after(day("2026-11-30"), 3, roll=False) == day("2027-02-28")
    assert months_after(day("2026-12-01"), 0, roll=False) == day("2026-12-01")


def test_no_days_before_is_the_day_itself() -> None:
    assert business_days_before(day("2026-12-06"), 0) == day("2026-12-06")


def test_a_year_of_holidays_is_refused_and_not_searched_for_ever() -> None:
    start = day("2026-01-01")
    closed = {start + timedelta(days=n) for n in range(-800, 800)}
    assert not is_business_day(start, closed)
    with pytest.raises(ValueError, match="no business day within a year"):
        first_business_day(start, closed)
    with pytest.raises(ValueError, match="no business day within a year"):
        business_days_before(start, 1, closed)


@pytest.mark.parametrize(
    "count", [calendar_days_after, months_after, years_after, business_days_before]
)
def test_a_negative_period_is_refused(count: object) -> None:
    assert callable(count)
    with pytest.raises(ValueError, match="cannot be negative"):
        count(day("2026-01-01"), -1)


def test_ontario_binds_from_the_first_interview_of_2026() -> None:
    assert source_of(ONTARIO_ANSWER, day("2025-12-31")) is Source.RULE
    assert source_of(ONTARIO_ANSWER, day("2026-01-01")) is Source.LAW
    assert law_day(ONTARIO_ANSWER, day("2026-01-02")) == day("2026-02-16")


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REPEALED])
def test_a_law_that_is_only_proposed_or_repealed_never_makes_a_promise_by_law(
    status: Status,
) -> None:
    rule = replace(ONTARIO_ANSWER, status=status)
    assert source_of(rule, day("2026-06-01")) is Source.RULE
    assert last_day(rule, day("2026-06-01")) == day("2026-07-16")
    with pytest.raises(ValueError, match="is not law on 2026-06-01"):
        law_day(rule, day("2026-06-01"))


def test_a_law_not_yet_in_force_makes_no_promise_by_law() -> None:
    with pytest.raises(ValueError, match="is not law on 2025-12-31"):
        law_day(ONTARIO_ANSWER, day("2025-12-31"))


def test_a_proposed_record_may_lack_a_start() -> None:
    rule = replace(ONTARIO_ANSWER, status=Status.PROPOSED, in_force_from=None)
    assert source_of(rule, day("2030-01-01")) is Source.RULE


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({}, "2026-03-17"),
        ({"trigger_day_counts": True}, "2026-03-16"),
        ({"last_day_counts": False}, "2026-03-16"),
        ({"day_kind": DayKind.MONTHS, "amount": 1}, "2026-02-28"),
        ({"day_kind": DayKind.MONTHS, "amount": 1, "holiday_roll": True}, "2026-03-02"),
        ({"day_kind": DayKind.YEARS, "amount": 3}, "2029-01-31"),
    ],
)
def test_a_change_in_the_law_is_an_edit_to_its_record(
    changes: dict[str, object], last: str
) -> None:
    rule: LawRule = replace(ONTARIO_ANSWER, **changes)  # type: ignore[arg-type]
    assert last_day(rule, day("2026-01-31")) == day(last)


def test_a_record_without_its_source_or_start_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the address"):
        replace(ONTARIO_ANSWER, source="hearsay")
    with pytest.raises(ValueError, match="needs the date it began"):
        replace(ONTARIO_ANSWER, in_force_from=None)


def test_holidays_come_with_names_and_in_order() -> None:
    found = holidays_of("CA", "ON", [2027, 2026])
    assert found[day("2026-02-16")] == "Family Day"
    assert list(found) == sorted(found)
    assert {when.year for when in found} == {2026, 2027}


def test_parts_of_a_country_differ() -> None:
    assert day("2026-01-06") in holidays_of("DE", "BY", [2026])
    assert day("2026-01-06") not in holidays_of("DE", "", [2026])


@pytest.mark.parametrize(
    ("country", "part"), [("XX", None), ("", None), ("CA", "Bavaria"), ("\ud800", None)]
)
def test_an_unknown_country_or_part_is_refused_with_a_sentence(
    country: str, part: str | None
) -> None:
    with pytest.raises(ValueError, match="There is no list of holidays for the"):
        holidays_of(country, part, [2026])
