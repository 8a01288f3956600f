"""Which questions are alike: enough to propose a page, never to answer by itself."""

# M37

from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.questions import Asked, alike, asked_again, key_words, questions_in
from hearback.rules.tests.strategies import anything, few, is_quick

TRAVEL = ("Do you pay the travel to the interview?", "Is travel to an interview paid for?")


def test_two_people_who_ask_the_same_in_other_words_are_found() -> None:
    asked = [Asked(1, TRAVEL[0]), Asked(2, TRAVEL[1]), Asked(3, "Is there a car park behind it?")]
    (found,) = asked_again(asked, [])
    assert (found.words, found.people) == (TRAVEL[0], 2)


def test_one_person_who_asks_twice_is_one() -> None:
    assert asked_again([Asked(1, TRAVEL[0]), Asked(1, TRAVEL[1])], []) == []


def test_what_the_book_answers_is_not_proposed() -> None:
    asked = [Asked(1, TRAVEL[0]), Asked(2, TRAVEL[1])]
    assert asked_again(asked, ["Do you pay for travel to an interview?"]) == []


def test_different_questions_are_not_alike() -> None:
    assert not alike(key_words("Is there a car park?"), key_words("When does the shop open?"))


def test_questions_are_taken_from_among_other_sentences() -> None:
    text = "Hello. Thanks for the mail! Do you pay the travel costs? See you.\nReally?"
    assert questions_in(text) == ["Do you pay the travel costs?"]


@few
@given(
    st.lists(st.builds(Asked, st.integers(1, 5), anything), max_size=6),
    st.lists(anything, max_size=2),
)
def test_whatever_is_asked_nothing_is_counted_twice(asked: list[Asked], titles: list[str]) -> None:
    found = asked_again(asked, titles)
    assert sum(one.people for one in found) <= len(asked)
    assert all(one.people > 1 for one in found)


def test_looking_through_the_latest_questions_is_quick() -> None:
    asked = [Asked(number, f"Is word{number} of thing{number} paid here?") for number in range(300)]
    assert is_quick(lambda: asked_again(asked[:100], []))
