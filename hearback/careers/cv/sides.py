"""Puts right-to-left lines of a PDF back into reading order; runs inside the box.

Producers write such lines in the order of reading, of the eye, or each word in either, and what
comes out is a mixture. Where each letter stands on the page is the same for all of them.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LATIN: Final = "0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9"
NEUTRAL: Final = "[^\t\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
FOREIGN: Final = re.compile(rf"[{LATIN}](?:{NEUTRAL}*[{LATIN}])?\+?")
# In heights of a letter: what counts as the same line, as a space, and as the next column. How many
# lines back a piece of the same line is looked for.
SAME_LINE, SPACE, COLUMN, NEAR = 0.3, 0.28, 2.5, 8


class Letter(NamedTuple):
    """One letter: its edges and its base line on the page, and its height, in points."""

    sign: str
    left: float
    right: float
    base: float
    height: float


class Line:
    """Letters on one base line, in the order they came."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.backwards = False

    def holds(self, letter: Letter) -> bool:
        """True if `letter` stands on this line."""
        return abs(self.letters[0].base - letter.base) <= SAME_LINE * letter.height

    def add(self, letter: Letter) -> None:
        """Add `letter` at the end."""
        self.letters.append(letter)
        self.backwards |= _is_backwards(letter)

    def __str__(self) -> str:
        if not self.backwards:
            return "".join(letter.sign for letter in self.letters)
        # Spaces come with places of their own making: the gaps between letters tell the truth.
        seen = sorted(
            (letter for letter in self.letters if not letter.sign.isspace()),
            key=lambda letter: -letter.left - letter.right,
        )
        spaced = [_gap(right, left) + left.sign for right, left in pairwise(seen)]
        # Numbers and Latin words inside run the other way.
        return FOREIGN.sub(lambda run: run[0][::-1], "".join([seen[0].sign, *spaced]))


def _gap(right: Letter, left: Letter) -> str:
    width = (right.left - left.right) / max(right.height, left.height, 1.0)
    return "\t" if width > COLUMN else " " if width > SPACE else ""


def in_reading_order(letters: Iterable[Letter]) -> str:
    """Return the text of the `letters` of a page; a newline among them ends a line.

    Lines without right-to-left letters stay as they come. One with such letters is put together
    from all its pieces near each other in the document that stand on the same base line.
    """
    lines: list[Line] = []
    ended = True
    for letter in letters:
        if letter.sign == "\n":
            ended = True
        elif letter.sign.isspace():
            if letter.sign != "\r" and not ended:
                lines[-1].add(letter)
        else:
            _line_of(letter, lines, ended=ended).add(letter)
            ended = False
    return "\n".join(map(str, lines))


def _line_of(letter: Letter, lines: list[Line], *, ended: bool) -> Line:
    if lines and not ended and lines[-1].holds(letter):
        return lines[-1]
    for line in reversed(lines[-NEAR:]):
        if line.holds(letter) and (line.backwards or _is_backwards(letter)):
            return line
    lines.append(Line())
    return lines[-1]


def _is_backwards(letter: Letter) -> bool:
    return bool(RIGHT_TO_LEFT.match(letter.sign))
