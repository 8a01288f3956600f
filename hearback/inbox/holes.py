"""A letter to many, written once with holes, then filled in for each person.

Rendering a template takes a hundred times as long as filling holes, and everything but the person
is the same. What people typed is disarmed, and escaped for HTML, exactly as in a single letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.utils.html import escape

from hearback.inbox.writing import STATUS, write
from hearback.kit.links import Marker, disarm, marker
from hearback.rules.names import greeting_name
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hearback.channels.actions import Letter
    from hearback.inbox.thanks import Thanks
    from hearback.inbox.wording.registry import LetterKind
    from hearback.inbox.writing import Envelope

# Private-use characters; they are taken out of what the team typed, and what a candidate typed is
# filled in last, so nobody can make a hole.
_HOLE = re.compile("\ue000([a-z]+)\ue001")
_EDGES = str.maketrans("", "", "\ue000\ue001")
LONGEST_NAME = 300


def hole(name: str) -> str:
    """Stands for what is different for each person."""
    return f"\ue000{name}\ue001"


LINK = Marker(hole("link"))
"""Stands for the link to each person's page."""


def call_by_name(name: str) -> str:
    """What a letter calls somebody; the whole name where no greeting can be made of it."""
    return greeting_name(name) or one_line(name, LONGEST_NAME)


class Person(NamedTuple):
    """Whom a letter to many goes to."""

    public_id: UUID
    link_generation: int
    name: str
    email: str


@dataclass(frozen=True)
class Form:
    """A letter with holes: every second piece of its text and HTML is the name of one."""

    letter: Letter
    text: tuple[str, ...]
    html: tuple[str, ...]

    @classmethod
    def of(cls, letter: Letter) -> Form:
        """Cut a rendered letter at its holes."""
        return cls(letter, tuple(_HOLE.split(letter.text)), tuple(_HOLE.split(letter.html)))

    def fill(self, person: Person, words: Mapping[str, str]) -> Letter:
        """The letter to one person; `words` are plain text by the name of the hole."""
        said = {
            "name": disarm(call_by_name(person.name)),
            "link": marker(STATUS, person.public_id, person.link_generation),
            **words,
        }
        safe = {name: str(escape(word)) for name, word in said.items()}
        return replace(
            self.letter,
            to_address=person.email,
            to_name=person.name,
            about=person.public_id,
            text=_filled(self.text, said),
            html=_filled(self.html, safe),
        )


def form_of(
    kind: LetterKind,
    envelope: Envelope,
    typed: Mapping[str, object],
    holes: Mapping[str, object],
    *,
    thanks: Thanks | None = None,
) -> Form:
    """A letter with `typed` words, the same for all, and holes for what is each person's."""
    known = {key: _without_edges(value) for key, value in typed.items()}
    known |= {"name": hole("name"), **holes}
    return Form.of(write(kind, envelope, known, thanks=thanks))


def _filled(pieces: tuple[str, ...], words: Mapping[str, str]) -> str:
    return "".join(words[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def _without_edges(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Marker):
        return value.translate(_EDGES)
    return value
