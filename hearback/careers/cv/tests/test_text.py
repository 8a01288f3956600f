"""What becomes of text before it is stored."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from hearback.careers.cv.plain import decode
from hearback.careers.cv.tidy import MOST_TEXT, tidy


def test_line_ends_spaces_and_blank_lines_become_plain() -> None:
    assert tidy("a \r\nb\rc\u2028d\n\n\n\n\ne\u00a0f\f") == "a\nb\nc\nd\n\ne f"


def test_a_word_broken_at_a_line_end_of_a_pdf_is_joined() -> None:
    assert tidy("Berufs\ufffe\r\nerfahrung, ver\x02\nkauft") == "Berufserfahrung, verkauft"


def test_joined_letters_are_taken_apart_and_accents_put_on() -> None:
    assert tidy("\ufb01nance \ufeb3\ufeb4\ufeb2 Jose\u0301") == "finance سسس José"


def test_emoji_and_persian_words_keep_their_joiners() -> None:
    assert tidy("👩🏽\u200d💻 می\u200cخواهم") == "👩🏽\u200d💻 می\u200cخواهم"


def test_direction_codes_and_tags_are_taken_out() -> None:
    assert tidy("cv\u202egpj.exe \u2066x\u2069 \U000e0041") == "cvgpj.exe x"


def test_a_pile_of_accents_takes_no_time() -> None:
    pile = "a" + "\u0301\u0316" * 100_000 + " Ana"
    started = time.process_time()
    assert tidy(pile).endswith(" Ana")
    assert time.process_time() - started < 1


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_stored_and_tidying_twice_changes_nothing(text: str) -> None:
    once = tidy(text)
    assert "\0" not in once
    once.encode()
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_not_and_never_an_error(content: bytes) -> None:
    text = decode(content)
    assert text is None or len(tidy(text)) <= MOST_TEXT


def test_long_runs_of_spaces_and_breaks_take_no_time() -> None:
    started = time.process_time()
    assert tidy("x" + " " * 200_000 + "y" + "\n" * 190_000 + "z").startswith("x")
    assert time.process_time() - started < 1
