"""Parts what is new in a mail from what it repeats, and from the signature under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailparser_reply import EmailReplyParser

# The library's patterns are for letters, not for whatever somebody sends to make them slow.
MOST_FOR_LIBRARY = 20_000
LONGEST_LINE = 2_000
_LANGUAGES = ["en", "fr", "de", "es"]
_DASHES = re.compile(r"^-- ?$", re.MULTILINE)


@dataclass(frozen=True)
class Parts:
    """What is new with its signature, the same without it, and what is repeated of earlier."""

    new: str
    words: str
    quoted: str


def parted(text: str) -> Parts:
    """The parts of a mail's plain text. All of it counts as new when nothing looks repeated."""
    lines = text.splitlines()
    if len(text) > MOST_FOR_LIBRARY or any(len(line) > LONGEST_LINE for line in lines):
        return _by_marks(lines)
    replies = EmailReplyParser(languages=list(_LANGUAGES)).read(text).replies
    if not replies:
        return Parts(text.strip(), text.strip(), "")
    first = replies[0]
    new = str(first.content).strip()
    quoted = "\n".join(str(one.content) for one in replies[1:]).strip()
    if _is_quoted(new):
        # Nothing above the quotation: whoever answers below or in between is heard in full.
        return Parts(text.strip(), text.strip(), "")
    if _answers_in(quoted):
        return Parts(text.strip(), text.strip(), "")
    if not quoted:
        # The library knows not every program's "… wrote:"; the marks below it are plain enough.
        by_marks = _by_marks(new.splitlines())
        new, quoted = by_marks.new, by_marks.quoted
    body = str(first.body).strip()
    return Parts(new, _without_signature(new, body if new.startswith(body) else new), quoted)


def _answers_in(quoted: str) -> bool:
    """Whether somebody wrote below or between quoted lines: lines without a mark after marked."""
    marks = [line.startswith(">") for line in quoted.splitlines() if line.strip()]
    if True not in marks:
        return False
    after = marks[marks.index(True) :]
    return not all(after)


def _without_signature(new: str, body: str) -> str:
    """The words themselves; a signature line of its own (``-- ``) is believed before guesses."""
    found = _DASHES.search(new)
    return new[: found.start()].strip() if found else body


def _by_marks(lines: list[str]) -> Parts:
    """Quoted lines at the end, by their marks alone."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    if end < len(lines) and end > 1 and lines[end - 1].rstrip().endswith(":"):
        end -= 1
    new, quoted = "\n".join(lines[:end]).strip(), "\n".join(lines[end:]).strip()
    return Parts(new, new, quoted) if new else Parts(quoted, quoted, "")


def _is_quoted(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(line.startswith(">") for line in lines)
