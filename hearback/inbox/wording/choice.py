"""In which words a letter is written: the opening's, the language's, or those it was shipped in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from hearback.inbox.wording.foot import LANGUAGES, spoken
from hearback.inbox.wording.models import LetterVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hearback.inbox.wording.registry import LetterKind

LAST_RESORT = "en"


@dataclass(frozen=True)
class Wording:
    """The subject and body of a letter before its fields are filled in, and where they are from."""

    language: str
    subject: str
    body: str
    version: LetterVersion | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether these are the words it came with."""
        return self.version is None


@cache
def shipped(kind: LetterKind, language: str) -> Wording | None:
    """The words a letter came with, or None where it was not written in this language."""
    room, _dot, name = kind.name.partition(".")
    path = files(f"hearback.{room}") / "letters_shipped" / language / f"{name}.txt"
    if not path.is_file():
        return None
    subject, _newline, body = path.read_text(encoding="utf-8").partition("\n")
    return Wording(language, subject.strip(), f"{body.strip()}\n")


def wordings(
    kind: LetterKind, *, language: str, opening: int | None, ours: str
) -> Iterator[Wording]:
    """The words to try in turn: the first that can be written is the letter.

    For the reader's language, then `ours` (the organisation's), then English: the opening's own
    words, those for every opening, those it was shipped in. `opening` is the key of one. There is
    always a last one, and it is shipped.
    """
    languages = list(dict.fromkeys([spoken(language), spoken(ours), LAST_RESORT]))
    written = {} if kind.is_internal else _written(kind, languages, opening)
    for one in languages:
        for whose in dict.fromkeys([opening, None]):
            version = written.get((one, whose))
            if version is not None and not version.is_taken_back:
                yield Wording(one, version.subject, version.body, version)
        as_shipped = shipped(kind, one)
        if as_shipped is not None:
            yield as_shipped


def _written(
    kind: LetterKind, languages: list[str], opening: int | None
) -> dict[tuple[str, int | None], LetterVersion]:
    versions = LetterVersion.objects.standing().filter(letter=kind.name, language__in=languages)
    return {
        (version.language, version.opening_id): version for version in versions.for_opening(opening)
    }


def languages_of(kind: LetterKind) -> list[str]:
    """The languages a letter was shipped in, in the order pages list them."""
    return [language for language in LANGUAGES if shipped(kind, language) is not None]
