"""One line back: the first words decide, the rest is kept, and what is unclear is never guessed."""

# M22 M24

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hearback.rules.calendar import WorkingCalendar, is_working
from hearback.rules.one_line import Line, Reading, back_on, one_named, read_line
from hearback.rules.tests import lines_back, lines_back_too
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HOURS = {day: ((time(9), time(12)), (time(13), time(17))) for day in range(5)}
BERLIN = WorkingCalendar("Europe/Berlin", HOURS)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OUR_LETTER = """Hi Paul,

What do you think of Ana López after lunch on Tuesday 24 November?
You said within two days; Ana is waiting to hear from us on Thursday.

Yes
Maybe
No

One line is enough: just reply to this mail.

Susan Ito
Harbour"""


def read(
    words: str, *, calendar: WorkingCalendar = BERLIN, now: datetime = TUESDAY, ours: str = ""
) -> Line:
    return read_line(
        words, calendar=calendar, now=now, about="Ana López", others=["Ben Kurz"], ours=ours
    )


def rows(table: str) -> Iterator[tuple[str, str]]:
    for row in table.strip("\n").splitlines():
        expected, _, words = row.partition(" | ")
        yield (
            expected.strip(),
            words.replace("\\n", "\n").replace("\\t", "\t").replace("\\u200f", "\u200f"),
        )


ALL = [
    row
    for table in (
        lines_back.ENGLISH,
        lines_back.GERMAN,
        lines_back_too.FRENCH,
        lines_back_too.SPANISH,
        lines_back_too.OTHERS,
        lines_back_too.NOT_SO,
    )
    for row in rows(table)
]
CODES = {"?": Reading.QUESTION, "-": Reading.UNCLEAR}


@pytest.mark.parametrize(("expected", "words"), ALL)
def test_each_line_is_read_as_people_read_it(expected: str, words: str) -> None:
    line = read(words)
    if expected[0].isdigit():
        assert line.reading is Reading.LATER
        assert line.until is not None
        assert line.until.astimezone(zone_of("Europe/Berlin")).date() == date.fromisoformat(
            expected
        )
    else:
        assert line.reading is CODES.get(expected) or line.reading == expected
        assert line.until is None
    assert line.words == words
    assert (line.why is not None) == (line.reading in {"question", "unclear"} or line.asks)


@pytest.mark.parametrize(
    "table", [lines_back.ENGLISH, lines_back.GERMAN, lines_back_too.FRENCH, lines_back_too.SPANISH]
)
def test_each_language_has_its_table(table: str) -> None:
    assert len(list(rows(table))) >= 60
    assert {"yes", "no", "maybe", "later", "?", "-"} <= {expected for expected, _ in rows(table)}


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        (
            "Yes\n\nOn Tue, 24 Nov 2026, Susan <jobs@harbour.example> wrote:\n> Yes\n> No",
            "yes",
        ),
        ("On Tue, 24 Nov 2026, Susan Ito wrote:\n> Yes\n> Maybe\n> No\n\nNo, too junior", "no"),
        (
            "Am 24.11.2026 um 09:00 schrieb Susan Ito\n<jobs@harbour.example>:\n> Ja\n> Nein",
            "unclear",
        ),
        ("> Yes\n> Maybe\n> No", "unclear"),
        (OUR_LETTER, "unclear"),
        (f"\n\n{OUR_LETTER}", "unclear"),
        (f"Maybe\n\n{OUR_LETTER}", "maybe"),
        (f"Yes\n{OUR_LETTER}", "yes"),
        (f"{OUR_LETTER}\n\nNo, thanks", "no"),
        ("No\n\n-----Original Message-----\nFrom: Susan\nYes, go on", "no"),
        (
            "Nein\n\nVon: Susan Ito\nGesendet: Dienstag\nAn: Paul\n\nJa, Vielleicht, Nein",
            "no",
        ),
        ("Yes\n\nSent from my iPhone", "yes"),
        ("Ja\n\nVon meinem iPhone gesendet", "yes"),
        (
            "Yes\n\nPaul\nThis e-mail is confidential. No liability if you are not its recipient.",
            "yes",
        ),
        ("Yes\n\n---------- Forwarded message ----------\nFrom: Ben\nNot him", "unclear"),
        ("FYI\n\nBegin forwarded message:\n\nYes", "unclear"),
        ("Yes, see https://example.com/why-not?no=1", "yes"),
        ("Yes\n\nBest regards,\nPaul Meyer\nCEO, Harbour Ltd\n+49 30 123456", "yes"),
        ("Yes\n\nPaul\nP.S. not the one from Tuesday", "unclear"),
        ("Yes\nThanks\nbut not him", "unclear"),
        ("x" * 20_001, "unclear"),
        ("Yes. " + "She did very well in that part. " * 500, "yes"),
        ("Yes. " + "She did very well in that part. " * 500 + "Not him.", "unclear"),
    ],
)
def test_a_reading_never_comes_from_what_is_repeated(words: str, reading: str) -> None:
    line = read(words, ours=OUR_LETTER)
    assert (line.reading, line.words) == (reading, words)


DAYS = [
    "Friday",
    "tomorrow",
    "next week",
    "in two days",
    "after the 3rd",
    "Montag",
    "demain",
    "el dia 3",
]
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda m: TUESDAY + timedelta(minutes=m))
ZONES = st.sampled_from(["Europe/Berlin", "America/Toronto", "Asia/Kolkata", "Pacific/Apia", "UTC"])


@settings(max_examples=150)
@given(st.sampled_from(DAYS), MOMENTS, ZONES)
@example("tomorrow", datetime(2026, 3, 28, 8, tzinfo=UTC), "Europe/Berlin")
@example("Sunday", datetime(2026, 10, 24, 8, tzinfo=UTC), "Europe/Berlin")
def test_a_day_is_a_moment_to_come_in_their_working_hours(
    words: str, now: datetime, zone: str
) -> None:
    calendar = WorkingCalendar(zone, HOURS)
    line = read(words, calendar=calendar, now=now)
    assert line.reading is Reading.LATER
    assert line.until is not None
    assert now < line.until <= now + timedelta(days=62)
    assert is_working(calendar, line.until)


@pytest.mark.parametrize(
    ("words", "now", "until"),
    [
        # At 16:30 half an hour is left of the day; after work it is the next day's beginning.
        (
            "today",
            datetime(2026, 11, 24, 15, 30, tzinfo=UTC),
            datetime(2026, 11, 24, 15, 45, tzinfo=UTC),
        ),
        (
            "today",
            datetime(2026, 11, 24, 19, 0, tzinfo=UTC),
            datetime(2026, 11, 25, 8, 0, tzinfo=UTC),
        ),
        # The clocks change between the two: still four in the afternoon in Berlin.
        (
            "Monday",
            datetime(2026, 3, 27, 9, 0, tzinfo=UTC),
            datetime(2026, 3, 30, 14, 0, tzinfo=UTC),
        ),
        (
            "Monday",
            datetime(2026, 10, 23, 9, 0, tzinfo=UTC),
            datetime(2026, 10, 26, 15, 0, tzinfo=UTC),
        ),
        # Said on a Friday, "Friday" is the next one; for today people say today.
        (
            "Friday",
            datetime(2026, 11, 27, 9, 0, tzinfo=UTC),
            datetime(2026, 12, 4, 15, 0, tzinfo=UTC),
        ),
        ("Friday morning", TUESDAY, datetime(2026, 11, 27, 10, 0, tzinfo=UTC)),
        ("in two hours", TUESDAY, datetime(2026, 11, 24, 12, 0, tzinfo=UTC)),
    ],
)
def test_a_day_ends_with_an_hour_left_to_ask(words: str, now: datetime, until: datetime) -> None:
    assert read(words, now=now).until == until


CLEAR = frozenset({Reading.YES, Reading.NO, Reading.MAYBE, Reading.LATER})
LINES = st.sampled_from([words for expected, words in ALL if expected not in "?-"])
SIGNATURES = st.sampled_from(
    [
        "\n\nBest regards\nPaul Meyer\nCEO, No Limits Ltd",
        "\n\nViele Grüße\nJa GmbH\nKein Aprilscherz",
        "\n-- \nOui Conseil, lundi - vendredi",
        "\n\nMaybe later Inc.\nwww.why-not.example?",
        "\nSent from my phone",
        "\n\nSí, S.A.\nMañana 12, Madrid",
    ]
)


@settings(max_examples=150)
@given(LINES, st.one_of(SIGNATURES, st.text(max_size=80).map(lambda text: f"\n\n{text}")))
def test_a_signature_never_turns_one_clear_word_into_another(words: str, below: str) -> None:
    before, after = read(words).reading, read(words + below).reading
    assert after in {before, Reading.UNCLEAR}


_BITS = st.lists(
    st.sampled_from([words for _, words in ALL] + ["§", "\n> ", "1.", "№", "…"]), max_size=6
)


@settings(max_examples=100)
@given(st.one_of(st.text(max_size=400), _BITS.map(" ".join)), MOMENTS, ZONES)
def test_any_words_can_be_read_and_are_kept_as_they_are(
    words: str, now: datetime, zone: str
) -> None:
    line = read(words, calendar=WorkingCalendar(zone, HOURS), now=now)
    assert line.words == words
    assert (line.why is not None) == (line.reading in {"question", "unclear"} or line.asks)
    assert line.until is None or line.reading is Reading.LATER
    assert line == read(words, calendar=WorkingCalendar(zone, HOURS), now=now)


@settings(max_examples=100)
@given(
    LINES,
    st.sampled_from(["but not him", "nicht ihn", "pas lui", "pero no él", "Ben", "haha", "🙄"]),
)
def test_a_doubt_behind_a_yes_is_for_a_person(words: str, doubt: str) -> None:
    if read(words).reading is Reading.YES:
        assert read(f"{words}, {doubt}").reading is Reading.UNCLEAR


@pytest.mark.parametrize(
    "words", ["x" * 20_000, "1/1/" * 5_000, "9" * 20_000, "é" * 20_000, "yes " * 5_000]
)
def test_long_or_hostile_words_cost_little(words: str) -> None:
    assert read(words).words == words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("I am out of the office until Friday 27 November. Ring 030 123 if it is urgent.", "30"),
        ("Ich bin bis zum 27.11. nicht im Büro und ab dem 30.11. wieder da.", "30"),
        ("Je suis absente du 23 au 27 novembre, de retour le 30 novembre.", "30"),
        ("Estaré fuera hasta el jueves.", "27"),
        ("I am travelling and read mail rarely.", ""),
        ("I was out on Monday 16 November.", ""),
        ("On leave until 1 March 2027.", ""),
        ("", ""),
    ],
)
def test_whoever_is_away_is_asked_once_they_are_back(words: str, day: str) -> None:
    back = back_on(words, calendar=BERLIN, now=TUESDAY)
    assert (f"{back:%d}" if back else "") == day


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Ana: yes", 0),
        ("ana yes, go on", 0),
        ("Yes for Kurz", 1),
        ("Ja zu Ben", 1),
        ("López - non", 0),
        ("Yes", None),
        ("Ana yes, Ben no", None),
        ("No, hire Ana instead", None),
        ("Moreau: yes", None),
        ("Yes\n> Ana and Ben", None),
        ("", None),
    ],
)
def test_a_name_at_its_beginning_says_whom_a_line_is_about(words: str, place: int | None) -> None:
    assert one_named(words, ["Ana López", "Ben Kurz", "Kim Moreau", "Lea Moreau"]) == place
