"""What a text message costs, against the counts networks publish."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.segments import Length, cost, measure, plainer

GSM = st.text(alphabet="@£$é ABCabc019\n^€{}[]~|\\", max_size=700)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", Length(0, 0, is_gsm=True)),
        ("a" * 160, Length(160, 1, is_gsm=True)),
        ("a" * 161, Length(161, 2, is_gsm=True)),
        ("a" * 306, Length(306, 2, is_gsm=True)),
        ("a" * 307, Length(307, 3, is_gsm=True)),
        ("€" * 80, Length(160, 1, is_gsm=True)),
        ("ç", Length(1, 1, is_gsm=False)),
        ("é", Length(1, 1, is_gsm=True)),
        ("😀", Length(2, 1, is_gsm=False)),
        ("ж" * 70, Length(70, 1, is_gsm=False)),
        ("ж" * 71, Length(71, 2, is_gsm=False)),
        ("a" * 152 + "€" + "a" * 152, Length(306, 3, is_gsm=True)),
        ("ж" * 66 + "😀" + "ж" * 66, Length(134, 3, is_gsm=False)),
    ],
)
def test_parts_are_counted_as_the_networks_do(text: str, length: Length) -> None:
    assert measure(text) == length


def test_one_emoji_turns_one_part_into_three() -> None:
    assert measure("a" * 150).parts == 1
    assert measure("a" * 150 + "😀").parts == 3


@given(GSM)
def test_what_fits_the_old_alphabet_is_sent_in_it(text: str) -> None:
    assert measure(text).is_gsm


@given(st.text(max_size=700))
def test_a_part_never_holds_more_than_it_can(text: str) -> None:
    length = measure(text)
    alone, each = (160, 153) if length.is_gsm else (70, 67)
    assert length.parts == 0 if not text else length.parts >= 1
    assert length.units <= (alone if length.parts <= 1 else length.parts * each)
    # At worst every part but the last stays one unit short.
    if length.parts > 1:
        assert length.units > (length.parts - 1) * (each - 1)


@given(st.text(max_size=300), st.text(max_size=300))
def test_more_words_never_cost_less(first: str, second: str) -> None:
    assert measure(first + second).parts >= measure(first).parts


@given(st.text(max_size=300))
def test_plainer_words_never_cost_more_parts_when_they_are_of_the_old_alphabet(text: str) -> None:
    plain = plainer(text)
    assert plainer(plain) == plain
    if measure(text).is_gsm:
        assert measure(plain) == measure(text)


def test_curly_quotes_and_narrow_spaces_cost_nothing_extra() -> None:
    assert measure(plainer("“Oui” – c’est par ici\u202f: …")).is_gsm


def test_the_cost_is_parts_by_price() -> None:
    assert cost(3, Decimal("0.0079")) == Decimal("0.0237")
