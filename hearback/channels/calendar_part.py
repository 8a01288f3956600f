"""A letter's calendar entry: what it asks of a calendar, and its lines as a mail wants them.

A calendar breaks lines after 75 bytes (RFC 5545 3.1), also in the middle of what stands for a link;
so its lines are joined, filled in and broken anew at the moment of sending.
"""

from __future__ import annotations

import re

from hearback.kit.links import fill

LONGEST_LINE = 75
_METHOD = re.compile(r"^METHOD:([A-Z]{1,20})\r?$", re.MULTILINE)
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE_BREAK = re.compile(r"\r\n?|\n")


def method_of(calendar: str) -> str:
    """What a VCALENDAR asks for, such as REQUEST; the mail's header has to say the same.

    Raises ValueError when it says nothing or more than one thing.
    """
    methods = set(_METHOD.findall(calendar))
    if len(methods) != 1:
        raise ValueError("A calendar entry that is sent says its METHOD, and only one.")
    return str(methods.pop())


def as_sent(calendar: str) -> str:
    """The text of a VCALENDAR with its links filled in, in lines of at most 75 bytes and CRLF."""
    whole = fill(_FOLD.sub("", calendar))
    lines = [folded(line) for line in _LINE_BREAK.split(whole) if line]
    return "".join(f"{line}\r\n" for line in lines)


def folded(line: str) -> str:
    """One line, broken where its bytes are too many, and never inside a character."""
    if len(line.encode()) <= LONGEST_LINE:
        return line
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST_LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces)
