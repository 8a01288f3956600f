"""Reads of the words of letters, for the pages that change them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from hearback.inbox.wording.checking import cannot_be_written
from hearback.inbox.wording.choice import Wording, shipped
from hearback.inbox.wording.foot import LANGUAGES, name_of
from hearback.inbox.wording.models import LetterVersion
from hearback.inbox.wording.registry import LETTERS, LetterKind, letters_to_candidates
from hearback.kit.errors import NotYours
from hearback.pipeline.queries import applications_visible_to, opening_for, openings_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Opening

OFFERED = 8


class InLanguage(NamedTuple):
    """A letter in one language: whether the team changed it, and what cannot be used of it."""

    code: str
    name: str
    is_changed: bool
    openings: list[LetterVersion]
    trouble: str


class Row(NamedTuple):
    """A letter as the list shows it."""

    kind: LetterKind
    languages: list[InLanguage]


class Line(NamedTuple):
    """A line of a version: `same`, `new`, or `gone` from the words it was shipped in."""

    how: str
    words: str


@dataclass(frozen=True)
class Sheet:
    """One letter in one language, for one opening or for all, as it is changed.

    `standing` is the team's newest version, `beneath` what is used without it.
    """

    kind: LetterKind
    language: str
    opening: Opening | None
    standing: LetterVersion | None
    beneath: Wording

    @property
    def words(self) -> Wording:
        """What letters say now."""
        version = self.standing
        if version is None or version.is_taken_back:
            return self.beneath
        return Wording(self.language, version.subject, version.body, version)

    @property
    def is_changed(self) -> bool:
        """Whether words of the team's stand here."""
        return self.words.version is not None and self.words is not self.beneath

    @property
    def after(self) -> int:
        """The number of the newest version, 0 where there is none."""
        return self.standing.number if self.standing else 0

    @property
    def language_name(self) -> str:
        """What colleagues call the language."""
        return name_of(self.language)


def rows() -> list[Row]:
    """Every letter to candidates, with what the team made of it in each language."""
    standing = defaultdict(list)
    for version in LetterVersion.objects.standing().select_related("opening"):
        if not version.is_taken_back:
            standing[version.letter, version.language].append(version)
    return [
        Row(kind, [_in_language(kind, code, standing[kind.name, code]) for code in LANGUAGES])
        for kind in letters_to_candidates()
    ]


def _in_language(kind: LetterKind, code: str, versions: list[LetterVersion]) -> InLanguage:
    troubles = [cannot_be_written(kind, subject=one.subject, body=one.body) for one in versions]
    return InLanguage(
        code,
        name_of(code),
        any(version.opening_id is None for version in versions),
        [version for version in versions if version.opening_id is not None],
        next((trouble for trouble in troubles if trouble), ""),
    )


def sheet(member: Member, letter: str, language: str, opening_slug: str) -> Sheet:
    """One letter to change. Raises NotYours when there is none such, or no such opening."""
    kind = LETTERS.get(letter)
    as_shipped = shipped(kind, language) if kind and not kind.is_internal else None
    if kind is None or as_shipped is None:
        raise NotYours(_("There is no such letter in this language."))
    opening = opening_for(member, opening_slug) if opening_slug else None
    beneath = as_shipped
    if opening is not None:
        general = LetterVersion.objects.of(kind.name, language, None).first()
        if general is not None and not general.is_taken_back:
            beneath = Wording(language, general.subject, general.body, general)
    standing = LetterVersion.objects.of(kind.name, language, opening).first()
    return Sheet(kind, language, opening, standing, beneath)


def versions_of(sheet: Sheet) -> list[tuple[LetterVersion, list[Line]]]:
    """Every version, newest first, each beside the words it was shipped in."""
    as_shipped = shipped(sheet.kind, sheet.language)
    before = f"{as_shipped.subject}\n\n{as_shipped.body}" if as_shipped else ""
    versions = LetterVersion.objects.of(sheet.kind.name, sheet.language, sheet.opening)
    return [(one, compared(before, f"{one.subject}\n\n{one.body}")) for one in versions]


def compared(before: str, after: str) -> list[Line]:
    """What became of each line that says something."""
    old = [line for line in before.splitlines() if line.strip()]
    new = [line for line in after.splitlines() if line.strip()]
    lines: list[Line] = []
    for what, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            lines += [Line("same", line) for line in new[k:n]]
        else:
            lines += [Line("gone", line) for line in old[i:j]]
            lines += [Line("new", line) for line in new[k:n]]
    return lines


def openings_to_write_for(member: Member) -> QuerySet[Opening]:
    """The openings a letter may have words of its own for."""
    return openings_visible_to(member).filter(state__in=["draft", "published", "paused"])


def people_to_show(member: Member, opening: Opening | None) -> list[Application]:
    """Real applications a letter can be read with, the latest first."""
    people = applications_visible_to(member).select_related("opening__place")
    if opening is not None:
        people = people.filter(opening=opening)
    return list(people.order_by("-received_at")[:OFFERED])
