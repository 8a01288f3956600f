"""Reading one line that answers "what do you think of her?": the first words, and their doubts.

Nothing is guessed. What follows the first words can never turn one clear reading into another; it
can only make it unclear.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.one_line import doubts
from hearback.rules.one_line.days import MARK, Named, mark_days
from hearback.rules.one_line.heads import Head, first_words
from hearback.rules.one_line.moments import moment_of
from hearback.rules.one_line.plain import LONGEST, own_lines
from hearback.rules.wall import as_utc, local_day, zone_of
from hearback.rules.words import Words


class Reading(StrEnum):
    """What a line says."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    LATER = "later"
    QUESTION = "question"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Line:
    """One line, read. `words` are kept as they came.

    until: when they will answer, in UTC, if they named a day. asks: something is asked besides.
    why: why a person has to read it, None when nobody needs to.
    """

    reading: Reading
    words: str
    until: datetime | None = None
    asks: bool = False
    why: Words | None = None


_SENTENCES = {
    "empty": "Nothing is said in it, or only a signature.",
    "sign": "Only a sign was sent: it may mean yes, or only that they have seen it.",
    "forwarded": "It looks like a thread that was sent on, not like an answer.",
    "long": "It is too long to be one line.",
    "first": "Its first words say neither yes, no, maybe nor when.",
    "doubt": "It begins with “%(head)s”, and “%(found)s” may mean otherwise.",
    "another": "It begins with “%(head)s”, and may be about somebody else.",
    "day": "The day it names is past, more than 60 days away, or may be two days.",
    "what_day": "It names a day, but perhaps not the one of their answer.",
    "question": "They ask something.",
    "asks": "They ask something besides.",
}


def why(code: str, **values: str) -> Words:
    """Why a person has to read it, as a phrase."""
    return Words(code, _SENTENCES[code], values=values)


@dataclass(frozen=True)
class _Said:
    """A line in the making: its words, its own text with days marked, and those days."""

    words: str
    text: str
    days: Sequence[Named]

    def unclear(self, code: str, **values: str) -> Line:
        return Line(Reading.UNCLEAR, self.words, why=why(code, **values))


def read_line(
    words: str,
    *,
    calendar: WorkingCalendar,
    now: datetime,
    about: str = "",
    others: Collection[str] = (),
    ours: str = "",
) -> Line:
    """What somebody says in one line, by its first words; see `Line`. Never raises for any words.

    `calendar` and `now` (aware) are its writer's: a day they name is the nearest on their clock.
    `about` is the name of whom they were asked about, `others` are further people they may mean,
    `ours` the letter they answer, which programs repeat without marks.
    """
    own, is_forwarded = own_lines(words, ours=ours)
    text, days = mark_days(own, local_day(as_utc(now), zone_of(calendar.zone)))
    said = _Said(words, text, days)
    if is_forwarded or len(words) > LONGEST:
        return said.unclear("forwarded" if is_forwarded else "long")
    if not any(character.isalnum() for character in own):
        return said.unclear("sign" if own else "empty")
    head = first_words(text, about=about)
    if head is None:
        return _without_head(said)
    if doubts.names_another(head, others=others, known=about):
        return said.unclear("another", head=head.words)
    return _with_head(said, head, calendar, now)


def _with_head(said: _Said, head: Head, calendar: WorkingCalendar, now: datetime) -> Line:
    """What first words say, where nothing that follows puts them in doubt."""
    if found := doubts.about(head, shown=said.words):
        return said.unclear("doubt", head=head.words, found=found[:60])
    if head.says == Reading.LATER:
        return _later(said, head, calendar, now)
    return _with_question(said, Line(Reading(head.says), said.words))


def _without_head(said: _Said) -> Line:
    """A question, if it is one and says nothing else."""
    if "?" in said.text and not doubts.in_question(said.text):
        return Line(Reading.QUESTION, said.words, asks=True, why=why("question"))
    return said.unclear("first")


def _later(said: _Said, head: Head, calendar: WorkingCalendar, now: datetime) -> Line:
    """When they will answer: the one day they name, or some time."""
    if head.is_day and (found := doubts.elsewhere(head.rest)):
        return said.unclear("what_day", found=found)
    moments = {moment_of(named, calendar, now) for named in said.days}
    if None in moments or len(moments) > 1:
        return said.unclear("day")
    return _with_question(said, Line(Reading.LATER, said.words, until=next(iter(moments), None)))


def _with_question(said: _Said, line: Line) -> Line:
    """Whether something is asked besides; asked in the same breath it is no clear word."""
    if "?" not in said.text:
        return line
    first = re.split(r"[.!\n;]", said.text.lstrip(" .!\n;"), maxsplit=1)[0]
    if "?" in first:
        return said.unclear("doubt", head=first.split("?")[0][:60].replace(MARK, ""), found="?")
    return Line(line.reading, line.words, until=line.until, asks=True, why=why("asks"))
