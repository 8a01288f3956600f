"""The letters of a batch: written once with holes, then filled in for each person.

Rendering a template takes a hundred times as long as filling holes, and everything but the person
is the same. What people typed is disarmed, and escaped for HTML, exactly as in a single letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.utils.html import escape

from hearback.answers import letters
from hearback.answers.first_words import thanks_in
from hearback.answers.grounds import reason_in
from hearback.answers.letter_kinds import DECLINE, HOLD
from hearback.channels.models import Urgency
from hearback.inbox.writing import STATUS, Envelope, write
from hearback.kit.links import Marker, disarm, marker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hearback.answers.models import Batch
    from hearback.channels.actions import Letter
    from hearback.inbox.wording.registry import LetterKind

# Private-use characters; they are taken out of what the team typed, and what a candidate typed is
# filled in last, so nobody can make a hole.
_HOLE = re.compile("\ue000([a-z]+)\ue001")
_EDGES = str.maketrans("", "", "\ue000\ue001")


def _hole(name: str) -> str:
    return f"\ue000{name}\ue001"


class Person(NamedTuple):
    """Whom a letter of a batch goes to."""

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
            "name": disarm(letters.call_by_name(person.name)),
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


def _filled(pieces: tuple[str, ...], words: Mapping[str, str]) -> str:
    return "".join(words[piece] if place % 2 else piece for place, piece in enumerate(pieces))


class Forms:
    """The forms of one batch, each made when the first person needs it."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._made: dict[tuple[str, str], Form] = {}

    def decline(self, language: str, thanks: str) -> Form:
        """The no in a language, for those thanked in these words."""
        key = (language, thanks)
        if key not in self._made:
            self._made[key] = self._decline(language, thanks)
        return self._made[key]

    def hold(self, language: str, *, had_date: bool) -> Form:
        """The new date in a language, for those who had a date before or had none."""
        key = (language, str(had_date))
        if key not in self._made:
            old = _hole("old") if had_date else ""
            holes = {"old": old, "promise": _hole("promise")}
            typed = {"reason": self._batch.reason}
            self._made[key] = self._form(HOLD, language, typed, holes)
        return self._made[key]

    def _decline(self, language: str, thanks: str) -> Form:
        resource = self._batch.resource
        if resource is None:
            raise ValueError("A batch of declines has a resource; the database says so.")
        typed = {
            **letters.help_words(resource),
            "thanks": letters.as_thanks(thanks_in(thanks, language)),
            "reason": reason_in(self._batch.reason, language),
        }
        return self._form(DECLINE, language, typed, {"applied": _hole("applied")})

    def _form(
        self,
        kind: LetterKind,
        language: str,
        typed: Mapping[str, object],
        holes: Mapping[str, str],
    ) -> Form:
        envelope = Envelope(
            purpose=kind.name,
            to_address="",
            to_name="",
            signer=self._batch.by,
            language=language,
            opening=self._batch.opening_id,
            status_link=Marker(_hole("link")),
            urgency=Urgency.BATCH,
        )
        typed = {**typed, "opening": self._batch.opening.title}
        known = {key: _without_edges(value) for key, value in typed.items()}
        known |= {"name": _hole("name"), **holes}
        return Form.of(write(kind, envelope, known))


def _without_edges(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Marker):
        return value.translate(_EDGES)
    return value
