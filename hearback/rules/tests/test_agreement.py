"""Agreement and newest words, as properties: the order in which things come in changes nothing."""

# M20

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.agreement import LEVELS, Verdict, spread
from hearback.rules.newest import Outcome, Written, mark_of, merge
from hearback.rules.tests.strategies import few

SCORES = st.lists(st.sampled_from(LEVELS), min_size=1, max_size=9)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WORDS = st.text(max_size=20)
SECONDS = st.integers(min_value=1, max_value=10_000)


def _at(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_nobody_has_no_spread() -> None:
    assert spread([]) is None


@pytest.mark.parametrize("level", [0, 5, -1])
def test_a_level_off_the_scale_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        spread([2, level])


@given(SCORES, st.randoms(use_true_random=False))
def test_who_scored_first_changes_nothing(levels: list[int], chance: object) -> None:
    mixed = list(levels)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert spread(mixed) == spread(levels)


@given(SCORES)
def test_the_verdict_says_how_far_apart_the_outermost_lie(levels: list[int]) -> None:
    found = spread(levels)
    assert found is not None
    expected = {0: Verdict.ALIKE, 1: Verdict.CLOSE}.get(max(levels) - min(levels), Verdict.APART)
    assert found.verdict == (Verdict.ALONE if len(levels) == 1 else expected)
    assert found.divided == (any(n < 3 for n in levels) and any(n > 2 for n in levels))


@given(SCORES, st.sampled_from(LEVELS))
def test_one_more_score_never_brings_them_closer(levels: list[int], another: int) -> None:
    before, after = spread(levels), spread([*levels, another])
    assert before is not None
    assert after is not None
    assert after.width >= before.width
    assert after.divided >= before.divided


@few
@given(WORDS, WORDS, WORDS, SECONDS, SECONDS)
def test_two_devices_end_with_the_newest_words(
    first: str, one: str, two: str, sooner: int, later: int
) -> None:
    """Both wrote while they could not see each other; whichever arrives first."""
    if sooner == later or mark_of(one) == mark_of(first) or mark_of(two) == mark_of(first):
        return
    begun, seen = Written(first, NOON), mark_of(first)
    said = [Written(one, _at(sooner)), Written(two, _at(later))]
    ends = set()
    for order in (said, said[::-1]):
        now = begun
        for words in order:
            now = merge(now, words, seen=seen).now
        ends.add(now.words)
    assert ends == {max(said, key=lambda words: words.at or NOON).words}


@few
@given(WORDS, WORDS, SECONDS)
def test_words_that_give_way_are_handed_back(stored: str, said: str, seconds: int) -> None:
    merged = merge(Written(stored, NOON), Written(said, _at(seconds)), seen="never seen")
    if stored == said:
        assert merged.outcome is Outcome.SAME
    else:
        assert (merged.outcome, merged.now.words) == (Outcome.REPLACED, said)
        assert merged.gave_way == stored


def test_going_on_writing_is_no_conflict() -> None:
    merged = merge(Written("led", NOON), Written("led nine", _at(1)), seen=mark_of("led"))
    assert (merged.outcome, merged.gave_way) == (Outcome.SAVED, "")


def test_what_was_kept_offline_does_not_undo_what_was_written_since() -> None:
    merged = merge(Written("on the desk", _at(60)), Written("on the train", _at(5)), seen="x")
    assert (merged.outcome, merged.now.words) == (Outcome.OLDER, "on the desk")
    assert merged.gave_way == "on the train"
