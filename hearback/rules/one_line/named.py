"""Whom a line is about, where its writer was asked about several people and names one."""

import re
from collections.abc import Sequence

from hearback.rules.lines import unaccented
from hearback.rules.one_line.plain import own_lines
from hearback.rules.one_line.tongues import BEGINS, ENDS

SHORTEST = 3
# "Ana: yes" and "Yes for Ana" say whom; a name further on may be anybody's part of a sentence.
_LEADS = r"(?:[\w'-]+,? (?:for|to|on|about|fur|zu|bei|pour|para|a|con) )?"


def one_named(words: str, names: Sequence[str]) -> int | None:
    """Which of `names` the line begins with, by its place; None unless it is exactly one of them.

    Any part of a name of three letters or more will do, if nobody else of them is called so.
    """
    own, _ = own_lines(words)
    found = {place for place, name in enumerate(names) if _has(own, name)}
    leads = {place for place, name in enumerate(names) if _has(own, name, _LEADS)}
    return leads.pop() if len(found) == 1 and leads == found else None


def _has(own: str, name: str, leads: str = "") -> bool:
    parts = [re.escape(part) for part in unaccented(name).split() if len(part) >= SHORTEST]
    if not parts:
        return False
    called = f"{BEGINS}(?:{'|'.join(parts)}){ENDS}"
    return bool(re.match(rf"\W*{leads}{called}" if leads else rf"(?s:.*?){called}", own))
