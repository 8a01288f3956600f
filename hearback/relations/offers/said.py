"""What is said of each line of a list that was not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from hearback.relations.offers.actions import redeem_all
from hearback.relations.offers.actions.redeem import Stand
from hearback.rules.code_lists import LONGEST, Fault, Line, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

SHOWN = 500


class Left(NamedTuple):
    """One line that was not taken: its number, its first signs, and why."""

    number: int
    code: str
    why: str


class Lefts(NamedTuple):
    """The first of the lines that were not taken, and how many more there are."""

    named: list[Left]
    more: int

    @property
    def number(self) -> int:
        """How many there are in all."""
        return len(self.named) + self.more


NONE_LEFT = Lefts([], 0)


class Counted(NamedTuple):
    """How many of a list are counted now, and how many were before."""

    now: int
    before: int


def lines_left(lines: Iterable[Line]) -> Lefts:
    """Each line with its sentence, the first five hundred."""
    return _first([Left(line.number, line.code[:40], why_not(line)) for line in lines])


def _first(left: list[Left]) -> Lefts:
    return Lefts(left[:SHOWN], max(0, len(left) - SHOWN))


def why_not(line: Line) -> str:
    """Why a line was not taken."""
    sentences = {
        Fault.FORMULA: _("It begins like a formula; we take words only."),
        Fault.TOO_LONG: _("It is longer than %(most)s signs.") % {"most": LONGEST},
        Fault.TOO_SHORT: _("It is shorter than three signs."),
        Fault.SIGNS: _("It has signs that no code has."),
        Fault.DOUBLE: _("The same stands in line %(line)s.") % {"line": line.as_in},
        Fault.KNOWN: _("It is in a pool already."),
    }
    return sentences[line.fault] if line.fault else ""


def redeemed_lines(text: str, *, where: str, now: datetime) -> tuple[Counted, Lefts]:
    """Redeem what a list says; what could not be is named, what was before is no mistake.

    Raises Refused for a list that is too long.
    """
    read = list(read_lines(text))
    left = [Left(one.number, one.code[:40], why_not(one)) for one in read if one.fault]
    done = before = 0
    for line, told in redeem_all([one for one in read if not one.fault], where=where, now=now):
        done += told.stand is Stand.DONE
        before += told.stand is Stand.BEFORE
        if told.stand is Stand.UNKNOWN:
            left.append(Left(line.number, line.code[:40], _("We gave no such code to anybody.")))
    return Counted(done, before), _first(sorted(left))
