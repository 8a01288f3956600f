"""Cleaning what people type: nothing hides, reorders or breaks (cases 80, 82 and 89)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.tests.strategies import anything, few, is_quick
from hearback.rules.text import many_lines, one_line

FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Ana\t Silva\r\n", "Ana Silva"),
        ("Ana\x00Silva", "AnaSilva"),
        ("Ana\ud800Silva", "AnaSilva"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2067Ana\u2069\u200f", "Ana"),
        ("A\u200bna\ufeff\u00ad", "Ana"),
        ("Ana\u2028Silva\u0085x\u00a0y", "Ana Silva x y"),
        ("Subject\r\nBcc: all@example.org", "Subject Bcc: all@example.org"),
        ("\x1b[31mred", "[31mred"),
        ("Jose\u0301", "José"),
        (
            "نگار \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "نگار می\u200cخواهم",
        ),  # the joiner Persian needs
        (FAMILY, FAMILY),
        ("a\ufffe\U0010ffffb", "ab"),
        ("", ""),
        ("\u200b \u202e", ""),
    ],
)
def test_one_line_keeps_what_is_written_and_drops_what_hides(typed: str, clean: str) -> None:
    assert one_line(typed, 100) == clean


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("one  \n\n\n\n  two", "one\n\n  two"),
        ("\n\n a\u202eb\x00c ", "abc"),
        (
            "\u05e9\u05dc\u05d5\u05dd\u200f!",
            "\u05e9\u05dc\u05d5\u05dd\u200f!",
        ),  # direction marks stay in a letter
        ("a\tb", "a b"),
    ],
)
def test_many_lines_keeps_paragraphs(typed: str, clean: str) -> None:
    assert many_lines(typed, 100) == clean


@pytest.mark.parametrize(
    ("typed", "limit", "clean"),
    [
        ("abcdef", 3, "abc"),
        ("ab cdef", 3, "ab"),
        ("abc\u0323\u0302def", 3, "ab"),  # not between a letter and its accents
        ("ab" + FAMILY, 4, "ab"),  # not inside a joined emoji
        ("ab" + FAMILY, 3, "ab"),
        ("ab👋🏽c", 3, "ab"),  # not between a hand and its colour
        (
            "a" + "\u0323" * 100,
            20,
            "ạ" + "\u0323" * 19,
        ),  # decoration without end is cut all the same
    ],
)
def test_what_is_too_long_is_cut_between_letters(typed: str, limit: int, clean: str) -> None:
    assert one_line(typed, limit) == clean


def test_towers_of_accents_are_held_to_thirty() -> None:
    assert len(one_line("z" + "\u0301\u0327" * 5000, 1000)) <= 31


def test_marks_that_composing_splits_in_two_are_counted_after_it() -> None:
    once = one_line("q" + "\u0344" * 30, 1000)
    assert len(once) == 31
    assert one_line(once, 1000) == once


def test_what_is_dropped_leaves_no_space_behind() -> None:
    assert many_lines("\0 a \u202e\n b", 10) == "a\n b"


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        one_line("Ana", 0)


@few
@given(anything, st.integers(1, 60))
def test_any_text_comes_out_clean_and_cleaning_twice_changes_nothing(
    typed: str, limit: int
) -> None:
    for clean in (one_line, many_lines):
        text = clean(typed, limit)
        assert len(text) <= limit
        assert clean(text, limit) == text
        assert unicodedata.is_normalized("NFC", text)
        assert text.encode().decode() == text
    line = one_line(typed, limit)
    assert " ".join(line.split()) == line
    assert not any(
        unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI"} for c in line
    )


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 100_000,
        "a" + "\u0301\u0327" * 50_000,
        "\r\n" * 50_000,
        "\u200d" * 100_000,
        "一" * 100_000,
    ],
)
def test_a_hundred_thousand_characters_cost_next_to_nothing(typed: str) -> None:
    assert is_quick(lambda: (one_line(typed, 200), many_lines(typed, 2000)))
