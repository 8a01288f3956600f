"""What to call somebody."""

import pytest
from hypothesis import given

from hearback.rules.tests.strategies import anything, few, is_quick
from hearback.rules.text import greeting_name, initials, one_line


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Ana Silva", "Ana"),
        ("  ana   silva ", "ana"),
        ("Silva, Ana", "Ana"),
        ("Silva, Ana Maria", "Ana"),
        ("John Q. Public", "John"),
        ("Ludwig van Beethoven", "Ludwig"),
        ("Ana Da Silva", "Ana"),
        ("Ben Smith", "Ben"),
        ("Jean-Luc Picard", "Jean-Luc"),
        ("Анна Каренина", "Анна"),
        ("محمد علي", "محمد"),
        ("Ana\u202e Silva", "Ana"),
        # not plain: the whole name
        ("Juan Carlos Pérez", "Juan Carlos Pérez"),
        ("Dr. Ana Silva", "Dr. Ana Silva"),
        ("Mrs Silva", "Mrs Silva"),
        ("J. Smith", "J. Smith"),
        ("van Gogh", "van Gogh"),
        ("Zhang Wei", "Zhang Wei"),
        ("Nguyễn An", "Nguyễn An"),
        ("王 小明", "王 小明"),
        ("김 민준", "김 민준"),
        ("Madonna", "Madonna"),
        ("Ana Silva, PhD, MSc", "Ana Silva, PhD, MSc"),
        (", Ana", ", Ana"),
        ("{{ name }} x", "{{ name }} x"),
        ("👋 Ana", "👋 Ana"),
        ("", ""),
    ],
)
def test_the_given_name_where_it_is_plain_and_else_the_whole_name(name: str, greeting: str) -> None:
    assert greeting_name(name) == greeting


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Silva", "AS"),
        ("ana maria da silva", "AS"),
        ("Madonna", "M"),
        ("Émile Zola", "ÉZ"),
        ("ßx", "ß"),
        ("(Ana) 'Silva'", "AS"),
        ("王小明", "王"),
        ("김 민준", "김"),
        ("Анна Каренина", "АК"),
        ("Ana María de la Cruz", "AC"),
        ("محمد الأحمد", "ما"),
        ("", "?"),
        ("123 !!", "?"),
    ],
)
def test_initials_for_a_round_picture(name: str, letters: str) -> None:
    assert initials(name) == letters


@few
@given(anything)
def test_any_name_can_be_greeted_and_drawn(name: str) -> None:
    assert greeting_name(name) in one_line(name, 200)
    assert 1 <= len(initials(name)) <= 2


def test_a_hundred_thousand_characters_cost_next_to_nothing() -> None:
    name = "a " * 50_000
    assert is_quick(lambda: (greeting_name(name), initials(name)))
