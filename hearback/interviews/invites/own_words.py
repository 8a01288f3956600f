"""What a person wrote with their calendar's answer, apart from what the calendar wrote for them.

Most calendars put a sentence of their own into the mail ("Ana has accepted this invitation"), and
name the entry in it, which nobody does who writes by hand. What somebody typed beside the answer
stands in a comment too, and whoever only has the mail (Outlook) writes nothing but their words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearback.channels.parsing import CalendarNote, Parsed

# Shorter than this, the name of an entry may be a word of anybody's.
SHORTEST_NAME = 6


def own_words(mail: Parsed, note: CalendarNote) -> str:
    """Their words, none when the answer was all there was."""
    said = "" if _names_it(mail.new, note.summary) else mail.new.strip()
    comments = [note.comment, *(one.comment for one in note.attendees)]
    more = [one for one in comments if one and _flat(one) not in _flat(said)]
    return "\n\n".join([part for part in (said, *dict.fromkeys(more)) if part])


def _names_it(text: str, name: str) -> bool:
    known = _flat(name)
    return len(known) >= SHORTEST_NAME and known in _flat(text)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
