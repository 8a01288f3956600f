"""When a promise falls due, when it asks for attention, and what becomes of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.calendar import (
    WorkingCalendar,
    add_working_days,
    is_working,
    last_working_moment,
    working_time_between,
)
from hearback.rules.promises import (
    APOLOGY,
    FIRST_ANSWER,
    Due,
    Ladder,
    PromiseState,
    Step,
    Terms,
    Unit,
    beyond_limit,
    due_moment,
    ladder,
    may_renegotiate,
    new_date,
    next_moment,
    steps_due,
    verdict,
    words,
)
from hearback.rules.tests.strategies import (
    OFFICE,
    WEEK,
    at,
    calendars,
    few,
    hours,
    minutes,
    moments,
    office_like,
    terms,
)

# Berlin in November is UTC+1, so the office is open 08:00-11:00 and 12:00-16:00 UTC. 2026-11-20 is
# a Friday.


@pytest.mark.parametrize(
    ("amount", "unit", "made_at", "due", "stretched"),
    [
        (
            48,
            "hours",
            "2026-11-17 09:02",
            "2026-11-19 09:00",
            False,
        ),  # Tuesday to Thursday, down to five minutes
        (
            48,
            "hours",
            "2026-11-17 11:30",
            "2026-11-19 11:00",
            False,
        ),  # ends in the break: before it
        (
            48,
            "hours",
            "2026-11-18 22:00",
            "2026-11-20 16:00",
            False,
        ),  # ends at night: that afternoon
        (
            48,
            "hours",
            "2026-11-20 10:00",
            "2026-11-20 16:00",
            False,
        ),  # ends on Sunday, five hours are left on Friday
        (48, "hours", "2026-11-20 12:00", "2026-11-20 16:00", False),  # exactly four hours are left
        (
            48,
            "hours",
            "2026-11-20 12:01",
            "2026-11-23 13:00",
            True,
        ),  # fewer than four: four hours into Monday
        (24, "hours", "2026-11-21 10:00", "2026-11-23 13:00", True),  # made on Saturday
        (2, "hours", "2026-11-20 09:00", "2026-11-20 11:00", False),  # ends as the break begins
        (3, "days", "2026-11-17 09:00", "2026-11-20 09:00", False),
        (
            3,
            "days",
            "2026-11-19 09:00",
            "2026-11-20 16:00",
            False,
        ),  # ends on Sunday: Friday afternoon
        (1, "days", "2026-11-20 15:00", "2026-11-23 13:00", True),
        (4, "working_hours", "2026-11-20 15:03", "2026-11-23 12:00", False),
        (2, "working_days", "2026-11-20 15:03", "2026-11-24 15:00", False),
        (5, "working_days", "2026-11-20 22:10", "2026-11-27 16:00", False),
    ],
)
def test_when_a_promise_falls_due(
    amount: int,
    unit: str,
    made_at: str,
    due: str,
    stretched: bool,  # noqa: FBT001
) -> None:
    assert due_moment(Terms(amount, Unit(unit)), at(made_at), OFFICE) == Due(at(due), stretched)


def test_a_holiday_moves_the_date_and_not_the_words() -> None:
    calendar = WorkingCalendar("Europe/Berlin", WEEK, frozenset({date(2026, 11, 23)}))
    assert due_moment(FIRST_ANSWER, at("2026-11-20 09:00"), calendar).moment == at(
        "2026-11-30 09:00"
    )


@few
@given(terms, moments, office_like)
def test_a_promise_in_hours_is_never_later_than_its_words_unless_it_says_so(
    said: Terms, made_at: datetime, calendar: WorkingCalendar
) -> None:
    due = due_moment(Terms(said.amount, Unit.HOURS), made_at, calendar)
    assert due.stretched or due.moment <= made_at + hours(said.amount)


@few
@given(terms, moments, office_like)
def test_every_promise_falls_due_when_somebody_is_at_work_to_keep_it(
    said: Terms, made_at: datetime, calendar: WorkingCalendar
) -> None:
    due = due_moment(said, made_at, calendar)
    assert due.moment > made_at
    assert due.moment.tzinfo is UTC
    assert (due.moment.minute % 5, due.moment.second, due.moment.microsecond) == (0, 0, 0)
    assert (
        is_working(calendar, due.moment) or last_working_moment(calendar, due.moment) == due.moment
    )


@few
@given(terms, moments, office_like)
def test_a_stretched_promise_leaves_four_working_hours_and_only_then_is_it_late(
    said: Terms, made_at: datetime, calendar: WorkingCalendar
) -> None:
    due = due_moment(said, made_at, calendar)
    if due.stretched:
        assert said.unit in (Unit.HOURS, Unit.DAYS)
        assert working_time_between(calendar, made_at, due.moment) >= hours(4)


@pytest.mark.parametrize(
    ("amount", "unit", "english"),
    [
        (48, Unit.HOURS, "within 48 hours"),
        (1, Unit.HOURS, "within 1 hour"),
        (2, Unit.WORKING_DAYS, "within 2 working days"),
        (1, Unit.WORKING_DAYS, "within 1 working day"),
        (4, Unit.WORKING_HOURS, "within 4 working hours"),
        (3, Unit.DAYS, "within 3 days"),
    ],
)
def test_terms_are_said_in_plain_english(amount: int, unit: Unit, english: str) -> None:
    phrase = words(Terms(amount, unit))
    assert str(phrase) == english
    assert phrase.code == f"within_{unit.value}"


@given(terms)
@few
def test_terms_come_back_from_storage_as_they_were(said: Terms) -> None:
    assert Terms.from_json(said.as_json()) == said


@pytest.mark.parametrize("data", [{}, {"amount": 3}, {"amount": None, "unit": "days"}])
def test_something_that_is_not_terms_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not promise terms"):
        Terms.from_json(data)


@pytest.mark.parametrize(
    ("amount", "unit", "sentence"),
    [
        (0, "hours", "from 1 to 2400 hours"),
        (-1, "days", "from 1 to 100 days"),
        (401, "working_hours", "400 working hours"),
        (61, "working_days", "60 working days"),
        (1, "fortnights", "fortnights"),
    ],
)
def test_terms_nobody_should_offer_are_refused(amount: int, unit: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Terms(amount, unit)


def test_the_default_first_answer_is_within_the_limit_and_eleven_working_days_are_not() -> None:
    made_at = at("2026-11-20 09:00")
    assert not beyond_limit(due_moment(FIRST_ANSWER, made_at, OFFICE).moment, made_at, OFFICE)
    assert not beyond_limit(add_working_days(OFFICE, made_at, 10), made_at, OFFICE)
    assert beyond_limit(add_working_days(OFFICE, made_at, 11), made_at, OFFICE)


def test_an_apology_names_the_next_working_day_unless_told_otherwise() -> None:
    broken_at = at("2026-11-20 15:01")
    assert new_date(None, broken_at, OFFICE) == due_moment(APOLOGY, broken_at, OFFICE)
    assert new_date(None, broken_at, OFFICE).moment == at("2026-11-23 15:00")
    assert new_date(Terms(2, Unit.WORKING_HOURS), broken_at, OFFICE).moment == at(
        "2026-11-23 09:00"
    )


def test_the_owner_is_reminded_four_working_hours_before_and_the_next_person_told_one_before() -> (
    None
):
    rungs = ladder(at("2026-11-18 09:00"), at("2026-11-23 09:00"), OFFICE)
    assert rungs == Ladder(at("2026-11-20 13:00"), at("2026-11-23 08:00"), at("2026-11-23 09:00"))


def test_a_short_promise_is_reminded_at_half_and_escalated_at_three_quarters() -> None:
    rungs = ladder(at("2026-11-20 12:00"), at("2026-11-20 14:00"), OFFICE)
    assert rungs == Ladder(at("2026-11-20 13:00"), at("2026-11-20 13:30"), at("2026-11-20 14:00"))


def test_an_owner_who_is_off_until_it_is_due_is_passed_over_at_once() -> None:
    made_at, due_at = at("2026-11-21 09:00"), at("2026-11-22 09:00")
    assert ladder(made_at, due_at, OFFICE) == Ladder(made_at, made_at, due_at)


def test_a_promise_due_before_it_is_made_is_refused() -> None:
    with pytest.raises(ValueError, match="due before it is made"):
        ladder(at("2026-11-20 09:00"), at("2026-11-20 08:59"), OFFICE)


@few
@given(moments, st.integers(0, 60 * 24 * 60), calendars)
def test_the_ladder_always_climbs(made_at: datetime, ahead: int, owner: WorkingCalendar) -> None:
    due_at = made_at + minutes(ahead)
    rungs = ladder(made_at, due_at, owner)
    assert made_at <= rungs.remind_at <= rungs.escalate_at <= rungs.due_at == due_at


RUNGS = Ladder(at("2026-11-20 12:00"), at("2026-11-20 15:00"), at("2026-11-20 16:00"))
MOMENT_AFTER = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "done", "steps"),
    [
        (at("2026-11-20 11:59"), (), ()),
        (at("2026-11-20 12:00"), (), ("remind",)),
        (at("2026-11-20 14:00"), ("remind",), ()),
        (at("2026-11-20 15:00"), (), ("remind", "escalate")),
        (at("2026-11-20 15:00"), ("remind",), ("escalate",)),
        (at("2026-11-20 16:00"), ("remind", "escalate"), ()),  # at the stroke it is still whole
        (at("2026-11-20 16:00") + MOMENT_AFTER, ("remind", "escalate"), ("break",)),
        (at("2026-11-25 16:00"), (), ("break",)),  # the sweep was away: no stale reminders
        (at("2026-11-25 16:00"), ("break",), ()),
    ],
)
def test_the_steps_to_take_now(
    now: datetime, done: tuple[str, ...], steps: tuple[str, ...]
) -> None:
    assert steps_due(RUNGS, [Step(step) for step in done], now) == tuple(
        Step(step) for step in steps
    )


def test_the_sweep_looks_again_at_the_next_step_not_done_and_never_after_a_break() -> None:
    assert next_moment(RUNGS, ()) == RUNGS.remind_at
    assert next_moment(RUNGS, [Step.REMIND]) == RUNGS.escalate_at
    assert next_moment(RUNGS, [Step.REMIND, Step.ESCALATE]) == RUNGS.due_at
    assert next_moment(RUNGS, [Step.BREAK]) is None


@few
@given(moments, st.integers(1, 20_000), st.lists(st.integers(0, 3000), max_size=30))
def test_a_sweep_at_any_moments_takes_each_step_once_and_ends_with_the_break(
    made_at: datetime, ahead: int, waits: list[int]
) -> None:
    rungs = ladder(made_at, made_at + minutes(ahead), OFFICE)
    taken: list[Step] = []
    now = made_at
    for wait in [*waits, 40_000]:
        now += minutes(wait)
        taken += steps_due(rungs, taken, now)
    assert len(set(taken)) == len(taken)
    assert taken[-1] is Step.BREAK
    assert taken == sorted(taken, key=list(Step).index)
    assert next_moment(rungs, taken) is None


def test_evidence_by_the_due_moment_keeps_and_after_it_keeps_late() -> None:
    due_at = at("2026-11-20 16:00")
    assert verdict(due_at, due_at) is PromiseState.KEPT
    assert verdict(due_at, due_at + MOMENT_AFTER) is PromiseState.KEPT_LATE


def test_a_new_date_counts_only_if_it_was_told_before_the_old_one() -> None:
    due_at = at("2026-11-20 16:00")
    assert may_renegotiate(due_at, due_at - MOMENT_AFTER)
    assert not may_renegotiate(due_at, due_at)


def test_the_states_are_stored_by_these_names() -> None:
    assert [state.value for state in PromiseState] == [
        "open",
        "kept",
        "kept_late",
        "broken",
        "released",
        "renegotiated",
    ]
