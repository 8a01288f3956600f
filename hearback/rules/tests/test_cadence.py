"""M24: follow-up fits the person, in their hours, below every cap; a call comes in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.cadence import (
    MOST,
    USUAL,
    Act,
    Habit,
    Manner,
    Next,
    Owed,
    Seen,
    Tone,
    learn,
    next_step,
    plan,
    ring_by,
    tone_of,
)
from hearback.rules.calendar import WorkingCalendar, is_working
from hearback.rules.tests.strategies import calendars, few, moments, office_like
from hearback.rules.wall import local_day, zone_of

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WEEK = {day: ((time(9), time(12, 30)), (time(13), time(17, 30))) for day in range(5)}
TORONTO = WorkingCalendar("America/Toronto", WEEK)
MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)  # 10:00 there
QUICK = learn([Seen(300, answered=True)] * 30, USUAL)  # five working hours
DANA = Manner("Dana", TORONTO, QUICK)

walls = st.integers(0, 46).map(lambda half: time(half // 2, half % 2 * 30))
habits = st.none() | st.builds(
    lambda opens, weekday: Habit(opens, time(23, 59), weekday),
    walls,
    st.none() | st.integers(0, 6),
)
curves = st.lists(st.builds(Seen, st.integers(1, 4000), st.booleans()), max_size=8).map(
    lambda lessons: learn(lessons, USUAL)
)


@st.composite
def asks(draw: st.DrawFn) -> Owed:
    """One ask with up to four reminders so far, put off or not, with or without who waits."""
    asked_at = draw(moments)
    hours = st.integers(1, 1000).map(lambda count: count * HOUR)
    gaps = draw(st.lists(st.integers(1, 60).map(lambda count: count * HOUR), max_size=4))
    reminded = [asked_at + sum(gaps[: n + 1], timedelta()) for n in range(len(gaps))]
    return Owed(
        asked_at=asked_at,
        agreed_by=asked_at + draw(hours),
        reminded=tuple(reminded),
        put_off_until=draw(st.none() | hours.map(lambda gap: asked_at + gap)),
        candidate="Ana",
        candidate_due=draw(st.none() | hours.map(lambda gap: asked_at + gap)),
    )


def manners(calendar: st.SearchStrategy[WorkingCalendar]) -> st.SearchStrategy[Manner]:
    """Anybody: any hours, pace, habit, agreement, with or without a way to write to them."""
    return st.builds(
        Manner,
        st.just("Dana"),
        calendar,
        curves,
        habits,
        st.integers(0, 9),
        st.integers(0, 12),
        st.booleans() | st.just(value=True),
    )


@given(asks(), manners(calendars), st.integers(0, 900))
@few
def test_a_reminder_goes_in_their_hours_below_the_cap_and_never_before_now(
    owed: Owed, manner: Manner, later: int
) -> None:
    now = owed.touched_at + later * HOUR
    step = next_step(owed, manner, now=now)
    assert step.at >= now
    if step.act is Act.REMIND:
        assert is_working(manner.calendar, step.at)
        assert len(owed.reminded) < min(MOST, manner.most)
        assert owed.put_off_until is None or step.at >= owed.put_off_until
        last_call = ring_by(owed, manner)
        assert last_call is None or step.at < last_call


@given(st.lists(asks(), min_size=1, max_size=6), manners(office_like), st.integers(0, 200))
@few
def test_all_asks_of_one_contact_make_one_reminder_a_day(
    owed: list[Owed], manner: Manner, later: int
) -> None:
    now = max(one.touched_at for one in owed) + later * HOUR
    zone = zone_of(manner.calendar.zone)
    went = {local_day(at, zone) for one in owed for at in one.reminded}
    steps = plan(dict(enumerate(owed)), manner, went, now=now)
    moments = {step.at for step in steps.values() if step.act is Act.REMIND}
    days = [local_day(at, zone) for at in moments]
    assert steps.keys() == set(range(len(owed)))
    assert len(days) == len(set(days))
    assert not went & set(days)
    for number, step in steps.items():
        if step.act is Act.REMIND:
            assert is_working(manner.calendar, step.at)
            assert len(owed[number].reminded) < min(MOST, manner.most)
            until = owed[number].put_off_until
            assert until is None or step.at >= until


@given(asks(), manners(office_like))
@few
def test_waiting_changes_nothing_until_the_moment_has_come(owed: Owed, manner: Manner) -> None:
    first = next_step(owed, manner, now=owed.touched_at)
    half = owed.touched_at + (first.at - owed.touched_at) / 2
    assert next_step(owed, manner, now=half).act is first.act
    assert next_step(owed, manner, now=first.at).at == first.at


@given(asks(), manners(office_like))
@few
def test_whoever_never_answers_is_rung_after_the_cap(owed: Owed, manner: Manner) -> None:
    owed, now, sent = Owed(owed.asked_at, owed.agreed_by), owed.asked_at, 0
    while (step := next_step(owed, manner, now=now)).act is Act.REMIND:
        sent, now = sent + 1, step.at
        assert local_day(now, zone_of(manner.calendar.zone)) not in {
            local_day(at, zone_of(manner.calendar.zone)) for at in owed.reminded
        }
        owed = Owed(owed.asked_at, owed.agreed_by, (*owed.reminded, now))
    assert sent == manner.cap <= MOST


@given(asks(), manners(office_like), st.integers(1, 500))
@few
def test_asked_later_they_are_reminded_no_sooner(owed: Owed, manner: Manner, later: int) -> None:
    first, second = (
        next_step(Owed(at, at + 16 * HOUR), manner, now=at)
        for at in (owed.asked_at, owed.asked_at + later * HOUR)
    )
    assert first.at <= second.at


@given(asks(), office_like, st.integers(1, 2000), st.integers(1, 2000))
@few
def test_slower_answers_bring_later_reminders(
    owed: Owed, calendar: WorkingCalendar, one: int, other: int
) -> None:
    quick, slow = (
        Manner("Dana", calendar, learn([Seen(minutes, answered=True)] * 9, USUAL))
        for minutes in sorted((one, other))
    )
    fresh = Owed(owed.asked_at, owed.agreed_by)
    now = owed.asked_at
    assert next_step(fresh, quick, now=now).at <= next_step(fresh, slow, now=now).at


@pytest.mark.parametrize(
    ("asked", "usual"),
    [
        (datetime(2026, 3, 6, 20, tzinfo=UTC), time(12)),  # clocks go forward that weekend
        (datetime(2026, 10, 30, 20, tzinfo=UTC), time(12)),  # and back
    ],
)
def test_the_usual_hour_is_the_same_on_their_wall_after_clocks_changed(
    asked: datetime, usual: time
) -> None:
    noon = Manner("Dana", TORONTO, QUICK, Habit(usual, time(13)), answers=9)
    step = next_step(Owed(asked, asked + DAY), noon, now=asked)
    shown = step.at.astimezone(zone_of("America/Toronto"))
    assert (shown.weekday(), shown.time()) == (1, usual)


def test_a_noon_reader_is_given_a_noon_before_the_reminder() -> None:
    noon = Manner("Dana", TORONTO, QUICK, Habit(time(12), time(13)), answers=9)
    step = next_step(Owed(MONDAY, MONDAY), noon, now=MONDAY)
    assert step.at.astimezone(zone_of("America/Toronto")).isoformat() == "2026-11-17T12:00:00-05:00"


def test_an_evening_reader_finds_it_as_work_ends() -> None:
    evening = Manner("Dana", TORONTO, QUICK, Habit(time(20), time(22)), answers=9)
    step = next_step(Owed(MONDAY, MONDAY), evening, now=MONDAY)
    assert step.at.astimezone(zone_of("America/Toronto")).isoformat() == "2026-11-17T17:00:00-05:00"


def test_a_day_without_hours_is_left_out() -> None:
    closed = WorkingCalendar("America/Toronto", WEEK, frozenset({date(2026, 11, 18)}))
    owed = Owed(MONDAY, MONDAY + 2 * DAY, reminded=(MONDAY + DAY,))
    step = next_step(owed, Manner("Dana", closed, QUICK), now=MONDAY + DAY)
    assert local_day(step.at, zone_of("America/Toronto")) == date(2026, 11, 19)


def test_a_contact_who_works_mondays_only_is_reminded_on_mondays() -> None:
    mondays = WorkingCalendar("America/Toronto", {0: ((time(9), time(10)),)})
    step = next_step(Owed(MONDAY, MONDAY + DAY), Manner("Dana", mondays, QUICK), now=MONDAY)
    assert step.at.astimezone(zone_of("America/Toronto")).weekday() == 0


def test_later_or_friday_moves_the_reminder() -> None:
    friday = MONDAY + 4 * DAY
    step = next_step(Owed(MONDAY, MONDAY, put_off_until=friday), DANA, now=MONDAY)
    assert (step.act, step.at) == (Act.REMIND, friday)
    assert step.why[0].code == "put_off"


def test_put_off_beyond_the_candidate_s_promise_it_becomes_a_call_in_time() -> None:
    due = MONDAY + 3 * DAY
    owed = Owed(MONDAY, MONDAY, put_off_until=MONDAY + 9 * DAY, candidate="Ana", candidate_due=due)
    step = next_step(owed, DANA, now=MONDAY)
    assert (step.act, step.why[0].code) == (Act.RING, "ring_due")
    # Ten in the morning on Thursday, and four working hours before that.
    assert step.at == due - DAY + timedelta(hours=4, minutes=30)


def test_somebody_slow_is_reminded_once_before_the_call_when_a_candidate_waits() -> None:
    slow = Manner("Dana", TORONTO, learn([Seen(2300, answered=True)] * 9, USUAL), answers=9)
    owed = Owed(MONDAY, MONDAY, candidate="Ana", candidate_due=MONDAY + 3 * DAY)
    step = next_step(owed, slow, now=MONDAY)
    assert (step.act, step.why[0].code) == (Act.REMIND, "early")
    last_call = ring_by(owed, slow)
    assert last_call is not None
    assert MONDAY < step.at < last_call


@pytest.mark.parametrize(
    ("manner", "code"),
    [
        (Manner("Dana", TORONTO, most=0), "ring_none"),
        (Manner("Dana", TORONTO, reachable=False), "ring_unreachable"),
    ],
)
def test_without_reminders_it_is_a_call(manner: Manner, code: str) -> None:
    step = next_step(Owed(MONDAY, MONDAY), manner, now=MONDAY)
    assert (step.act, step.why[0].code) == (Act.RING, code)


def test_whom_letters_never_move_gets_one_and_is_then_rung() -> None:
    silent = Manner("Dana", TORONTO, learn([Seen(2400, answered=False)] * 30, USUAL))
    assert silent.cap == 1
    assert next_step(Owed(MONDAY, MONDAY), silent, now=MONDAY).act is Act.REMIND
    step = next_step(Owed(MONDAY, MONDAY, (MONDAY + DAY,)), silent, now=MONDAY + DAY)
    assert (step.act, step.why[0].code) == (Act.RING, "ring_silent")


def test_the_sentence_says_why_then() -> None:
    noon = Manner("Dana", TORONTO, QUICK, Habit(time(12), time(13)), answers=9)
    step = next_step(Owed(MONDAY, MONDAY), noon, now=MONDAY)
    assert [str(words) for words in step.why[:1]] == ["Dana usually answers within 5 working hours"]
    assert [words.code for words in step.why] == ["theirs_hours", "at_hour", "next"]


def test_what_is_due_soon_goes_in_one_reminder_and_a_second_one_waits_for_tomorrow() -> None:
    owed = {"a": Owed(MONDAY, MONDAY), "b": Owed(MONDAY + HOUR, MONDAY + HOUR)}
    steps: dict[str, Next] = plan(owed, DANA, (), now=MONDAY + HOUR)
    assert steps["a"].at == steps["b"].at
    day = local_day(steps["a"].at, zone_of("America/Toronto"))
    tomorrow = plan(owed, DANA, {day}, now=MONDAY + HOUR)
    assert local_day(tomorrow["a"].at, zone_of("America/Toronto")) == day + DAY
    assert tomorrow["a"].why[0].code == "once_a_day"


def test_the_first_explains_and_the_last_says_that_we_ring() -> None:
    reminded = tuple(MONDAY + number * DAY for number in range(MOST - 1))
    tones = [tone_of(Owed(MONDAY, MONDAY, reminded[:sent]), DANA) for sent in range(MOST)]
    assert tones == [Tone.FIRST, Tone.AGAIN, Tone.LAST]
