"""What to try follows from what somebody did, is never more than three, and needs a habit."""

from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.coaching import A_HABIT, MOST, Habits, Kept, part_of_week, suggestions

MONDAY_NINE, FRIDAY_SIX = 9, 4 * 24 + 18
numbers = st.integers(0, 50)
kept = st.builds(Kept, numbers, numbers, numbers, st.integers(0, 9000))


def codes(habits: Habits) -> list[str]:
    return [one.code for one in suggestions(habits)]


def test_four_of_six_late_answers_due_on_a_monday_morning() -> None:
    habits = Habits(
        answers=Kept(in_time=9, late=6, minutes_late=6 * 900),
        late_by_hour={MONDAY_NINE: 3, MONDAY_NINE + 2: 1, 60: 1, 90: 1},
    )
    assert [str(one) for one in suggestions(habits)] == [
        "4 of your 6 late answers were due on a Monday morning. Promise Tuesday instead."
    ]


def test_after_a_friday_comes_a_monday() -> None:
    (words,) = suggestions(Habits(late_by_hour={FRIDAY_SIX: 3}))
    assert str(words) == (
        "3 of your 3 late answers were due on a Friday evening. Promise Monday instead."
    )


def test_two_late_ones_are_bad_luck() -> None:
    assert suggestions(Habits(answers=Kept(in_time=2, late=2), late_by_hour={9: 2})) == []


def test_late_by_an_hour_or_two_was_promised_too_tightly() -> None:
    habits = Habits(answers=Kept(in_time=9, late=4, minutes_late=4 * 100))
    assert codes(habits) == ["a_little"]
    assert "about 2 h after" in str(suggestions(habits)[0])


def test_people_left_behind_come_first() -> None:
    habits = Habits(
        waiting_after_broken=2,
        scorecards=Kept(late=5),
        interviews=Kept(in_time=9, late=3, minutes_late=21),
        calls=Kept(never=3),
        words=Kept(never=3),
        unsaid=4,
    )
    assert codes(habits) == ["people_left", "calls", "late"]


def test_who_kept_their_word_reads_that() -> None:
    assert codes(Habits(answers=Kept(in_time=9, late=1))) == ["praise"]


@given(st.builds(Habits, kept, st.dictionaries(st.integers(0, 167), numbers), numbers, kept, kept))
def test_never_more_than_three_and_every_sentence_can_be_said(habits: Habits) -> None:
    found = suggestions(habits)
    assert len(found) <= MOST
    assert all(str(one).endswith(".") for one in found)
    if habits.answers.missed < A_HABIT and sum(habits.late_by_hour.values()) < A_HABIT:
        assert {"bad_hour", "a_little"}.isdisjoint({one.code for one in found})


@given(st.integers(0, 167))
def test_every_hour_of_the_week_has_its_day_and_part(hour: int) -> None:
    weekday, part = part_of_week(hour)
    assert 24 * weekday <= hour < 24 * weekday + 24
    assert 0 <= part <= 2
