"""When a call is offered, what a wish means, when a booked call alarms."""

# M12

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.calls import (
    COURTESY,
    LEAD,
    SHORTEST,
    SPANS,
    Alarm,
    Choice,
    Part,
    alarm_due,
    choices,
    counts_as,
    window_on,
)
from hearback.rules.tests.strategies import (
    WEEK,
    ZONES,
    anything,
    at,
    is_quick,
    minutes,
    moments,
    office_like,
    zones,
)
from hearback.rules.wishes import wish_in, wished_window

TORONTO = WorkingCalendar("America/Toronto", WEEK)
HERE = "America/Toronto"
TUESDAY_TEN = at("2026-11-24 15:00")  # 10:00 in Toronto


def _keys(offered: list[Choice]) -> list[str]:
    return [choice.key for choice in offered]


def test_who_asks_in_the_morning_may_choose_among_two_days() -> None:
    assert _keys(choices(TUESDAY_TEN, HERE, TORONTO)) == [
        "2026-11-24-morning",
        "2026-11-24-afternoon",
        "2026-11-24-after_five",
        "2026-11-25-morning",
        "2026-11-25-afternoon",
        "2026-11-25-after_five",
    ]


def test_after_five_reaches_a_little_beyond_our_hours_and_no_further() -> None:
    late = choices(TUESDAY_TEN, HERE, TORONTO)[2].window
    assert late.begins_at == at("2026-11-24 22:00")
    assert late.ends_at == at("2026-11-24 22:00") + COURTESY


def test_a_morning_begun_is_offered_from_a_quarter_of_an_hour_on() -> None:
    assert choices(TUESDAY_TEN, HERE, TORONTO)[0].window.begins_at == TUESDAY_TEN + LEAD


def test_a_morning_nearly_over_is_not_offered() -> None:
    nearly = at("2026-11-24 16:40")  # 11:40
    assert choices(nearly, HERE, TORONTO)[0].key == "2026-11-24-afternoon"


def test_on_friday_evening_the_next_days_are_monday_and_tuesday() -> None:
    friday = at("2026-11-28 01:00")
    days = {choice.day for choice in choices(friday, HERE, TORONTO)}
    assert days == {date(2026, 11, 30), date(2026, 12, 1)}


def test_a_day_off_of_ours_is_offered_to_nobody() -> None:
    shut = WorkingCalendar(HERE, WEEK, frozenset({date(2026, 11, 25)}))
    assert date(2026, 11, 25) not in {one.day for one in choices(TUESDAY_TEN, HERE, shut)}


def test_who_lives_far_east_is_offered_the_part_of_their_day_that_is_ours_too() -> None:
    offered = choices(at("2026-11-24 08:00"), "Asia/Kolkata", WorkingCalendar("Europe/Paris", WEEK))
    for choice in offered:
        assert choice.part in {Part.AFTERNOON, Part.AFTER_FIVE}


def test_whom_we_never_meet_by_daylight_is_offered_nothing() -> None:
    assert choices(TUESDAY_TEN, "Asia/Tokyo", TORONTO) == []


@given(moments, zones, office_like)
def test_whatever_is_offered_can_be_kept(now: datetime, zone: str, ours: WorkingCalendar) -> None:
    for choice in choices(now, zone, ours):
        window = choice.window
        assert window.begins_at >= now + LEAD
        assert window.ends_at - window.begins_at >= SHORTEST
        near = [span for ahead in (-1, 0, 1) for span in ours.spans(choice.day + timedelta(ahead))]
        longer = COURTESY if choice.part is Part.AFTER_FIVE else timedelta()
        assert any(begin < window.ends_at <= end + longer for begin, end in near)


@given(moments, zones, office_like)
def test_what_is_offered_is_what_their_clock_shows(
    now: datetime, zone: str, ours: WorkingCalendar
) -> None:
    for choice in choices(now, zone, ours):
        first, last = SPANS[choice.part]
        shown = [
            moment.astimezone(ZoneInfo(zone))
            for moment in (choice.window.begins_at, choice.window.ends_at)
        ]
        assert {one.date() for one in shown} == {choice.day}
        assert first <= shown[0].time() < shown[1].time() <= last


@given(moments, zones, office_like)
def test_choices_come_in_order_and_each_once(
    now: datetime, zone: str, ours: WorkingCalendar
) -> None:
    offered = choices(now, zone, ours)
    assert [one.window.ends_at for one in offered] == sorted(one.window.ends_at for one in offered)
    assert len({one.key for one in offered}) == len(offered)


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(st.dates(date(2025, 1, 1), date(2029, 1, 1)), times, times, st.sampled_from(ZONES))
def test_a_window_always_ends_after_it_begins(day: date, start: time, end: time, zone: str) -> None:
    """Also over midnight, on the day clocks change, and when start and end are the same."""
    window = window_on(day, start, end, zone)
    assert timedelta() < window.ends_at - window.begins_at <= timedelta(hours=25, minutes=1)
    assert window.begins_at.tzinfo is UTC


def test_a_window_over_midnight_ends_the_next_day() -> None:
    window = window_on(date(2026, 11, 24), time(22), time(1), "Europe/Paris")
    assert (window.begins_at, window.ends_at) == (at("2026-11-24 21:00"), at("2026-11-25 00:00"))


def test_a_window_on_the_day_clocks_go_forward_keeps_the_wall_clock() -> None:
    window = window_on(date(2026, 3, 8), time(1), time(4), HERE)
    assert window.ends_at - window.begins_at == timedelta(hours=2)


def test_a_window_in_the_hour_that_never_comes_is_right_after_the_jump() -> None:
    window = window_on(date(2026, 3, 8), time(2, 10), time(2, 50), HERE)
    assert window.begins_at == at("2026-03-08 07:00")
    assert window.ends_at > window.begins_at


BOOKED = at("2026-11-24 20:00")


@pytest.mark.parametrize(
    ("after", "done", "alarm"),
    [
        (-11, 0, None),
        (-10, 0, Alarm.SOON),
        (-9, 1, None),
        (0, 1, Alarm.NOW),
        (4, 2, None),
        (5, 2, Alarm.STAND_IN),
        (30, 3, None),
        (5, 0, Alarm.STAND_IN),
    ],
)
def test_a_booked_call_alarms_ten_minutes_before_at_the_minute_and_five_after(
    after: int, done: int, alarm: Alarm | None
) -> None:
    assert alarm_due(BOOKED, done, BOOKED + minutes(after)) is alarm


@given(st.lists(st.integers(-20, 20), max_size=30).map(sorted))
def test_no_alarm_rings_twice_however_often_somebody_looks(looks: list[int]) -> None:
    done, rang = 0, []
    for look in looks:
        alarm = alarm_due(BOOKED, done, BOOKED + minutes(look))
        if alarm is not None:
            done = int(alarm)
            rang.append(alarm)
    assert rang == sorted(set(rang))


def test_a_few_minutes_after_the_stroke_are_on_time_and_ten_are_late() -> None:
    assert counts_as(BOOKED, BOOKED + minutes(5)) == BOOKED
    assert counts_as(BOOKED, BOOKED + minutes(6)) == BOOKED + minutes(6)
    assert counts_as(BOOKED, BOOKED - minutes(1)) == BOOKED - minutes(1)


ASKED = [
    ("Please ring me after five.", None, None, time(17), None),
    ("Could you call me tomorrow morning?", 1, None, time(9), time(12)),
    ("Call me back", None, None, None, None),
    ("Please give me a call between 2 and 4 pm on Friday", None, 4, time(14), time(16)),
    ("You can phone me before noon", None, None, None, time(12)),
    ("Hello,\nthank you. Ring me at 10:30 tomorrow, please.", 1, None, time(10, 30), time(11)),
    ("Pouvez-vous me rappeler demain après 17h ?", 1, None, time(17), None),
    ("Appelez-moi cet après-midi, s’il vous plaît", 0, None, time(13), time(17)),
    ("Bitte rufen Sie mich morgen nach 17 Uhr an.", 1, None, time(17), None),
    ("Können Sie mich am Freitag Vormittag zurückrufen?", None, 4, time(9), time(12)),
    ("Llámeme mañana por la tarde, por favor", 1, None, time(13), time(17)),
    ("¿Me puede llamar después de las cinco?", None, None, time(17), None),
]


@pytest.mark.parametrize(("text", "days", "weekday", "start", "end"), ASKED)
def test_a_wish_is_read_in_four_languages(
    text: str, days: int | None, weekday: int | None, start: time | None, end: time | None
) -> None:
    wish = wish_in(text)
    assert wish is not None
    assert (wish.days, wish.weekday, wish.start, wish.end) == (days, weekday, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "You can call me Ana.",
        "Please do not call me at work.",
        "I worked in a call centre for five years.",
        "I can call you tomorrow.",
        "Je m’appelle Ana.",
        "Ne m’appelez pas au travail, merci de m’écrire.",
        "Bitte rufen Sie mich nicht an.",
        "Me llamo Ana.",
        "No me llame, por favor.",
        "Guten Morgen, vielen Dank!",
        "",
    ],
)
def test_who_asks_for_no_call_is_offered_none(text: str) -> None:
    assert wish_in(text) is None


def test_after_five_said_at_ten_is_this_evening() -> None:
    wish = wish_in("Please ring me after five.")
    assert wish is not None
    window = wished_window(wish, TUESDAY_TEN, TUESDAY_TEN, HERE)
    assert (window.begins_at, window.ends_at) == (at("2026-11-24 22:00"), at("2026-11-25 01:00"))


def test_a_wish_read_too_late_is_for_the_next_day_like_it() -> None:
    wish = wish_in("Ring me on Monday morning")
    assert wish is not None
    window = wished_window(wish, at("2026-11-20 15:00"), at("2026-11-24 15:00"), HERE)
    assert window.begins_at == at("2026-11-30 14:00")


@given(anything, moments, moments, zones)
def test_whatever_somebody_writes_a_wish_is_still_to_come(
    text: str, said_at: datetime, now: datetime, zone: str
) -> None:
    for asked in (text, f"Ring me {text}", f"call me back between {text} and 5"):
        wish = wish_in(asked)
        if wish is not None:
            window = wished_window(wish, min(said_at, now), now, zone)
            assert now < window.ends_at
            assert window.begins_at < window.ends_at


def test_reading_a_long_letter_is_quick() -> None:
    assert is_quick(lambda: wish_in("ne me call " * 2000))
    assert is_quick(lambda: wish_in("mich a, " * 2000))
    assert is_quick(lambda: wish_in("1.11" * 2000))
