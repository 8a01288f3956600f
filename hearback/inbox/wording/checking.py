"""What must be mended in the words of a letter before they may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.inbox.wording.liquid import Unwritable, flaws, render
from hearback.kit.links import Marker, disarm
from hearback.rules import wording
from hearback.rules.no_reply import is_no_reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hearback.inbox.wording.registry import LetterKind

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}")
_STANDS_FOR = "\ue010%s\ue011"
_OURS = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Mistake:
    """A sentence about the `subject` or the `body`."""

    where: str
    sentence: str


def mistakes(kind: LetterKind, *, language: str, subject: str, body: str) -> list[Mistake]:
    """Why these words cannot stand, in the order they are read; an empty list lets them."""
    found = [*_not_of_the_language(kind, "subject", subject)]
    found += _not_of_the_language(kind, "body", body)
    if "\n" in subject.strip() or "\r" in subject.strip():
        found.append(Mistake("subject", _("The subject is one line.")))
    if not found:
        found += _unsaid(kind, subject, body)
        found += _ill_said(kind, language, subject, body)
    return found


def cannot_be_written(kind: LetterKind, *, subject: str, body: str) -> str:
    """Why a letter in these words would fall back to others; empty when it would not."""
    found = [*flaws(subject, kind.shapes), *flaws(body, kind.shapes)]
    return str(found[0]) if found else ""


def _not_of_the_language(kind: LetterKind, where: str, text: str) -> Iterator[Mistake]:
    for flaw in flaws(text, kind.shapes):
        yield Mistake(where, flaw.sentence if where == "subject" else str(flaw))
    if disarm(text) != text or _OURS.search(text):
        yield Mistake(where, _("There is a sign that has a meaning of its own here: ⟦ or ⟧."))


def _unsaid(kind: LetterKind, subject: str, body: str) -> Iterator[Mistake]:
    """Fields a letter must say that some turn of it would not say."""
    missing: dict[str, None] = {}
    for values in _every_turn(kind):
        said = _rendered(subject, values) + _rendered(body, values)
        if not _rendered(subject, values).strip():
            yield Mistake("subject", _("The subject is empty where a field is."))
            return
        there = [name for name in kind.required if values[name]]
        gone = [name for name in there if _STANDS_FOR % name not in said]
        missing |= dict.fromkeys(sorted(gone))
    for name in missing:
        yield Mistake(
            "body",
            _("“%(name)s” has to be said, whatever else is empty: %(about)s")
            % {"name": name, "about": kind.fields[name].about},
        )


def _every_turn(kind: LetterKind) -> Iterator[dict[str, object]]:
    """The letter's fields with each of those that may be empty once there and once not."""
    known = {
        name: _standing_in(name, field.example) if name in kind.required else field.example
        for name, field in kind.fields.items()
    }
    optional = [name for name, field in kind.fields.items() if field.may_be_empty]
    for there in product([True, False], repeat=len(optional)):
        gone = [name for name, is_there in zip(optional, there, strict=True) if not is_there]
        yield known | dict.fromkeys(gone, "")


def _standing_in(name: str, example: object) -> object:
    """The example with a sign in its place that nobody types, of the same shape."""
    sign = Marker(_STANDS_FOR % name)
    if isinstance(example, list):
        # Of a list with parts, the link is what a letter must not leave out.
        return [one | {"link": sign} if isinstance(one, dict) else sign for one in example]
    return sign


def _ill_said(kind: LetterKind, language: str, subject: str, body: str) -> Iterator[Mistake]:
    """What must not be said, and what a no must, read with the fields filled in."""
    is_no = wording.Kind.DECLINE if kind.is_no else wording.Kind.OTHER
    found: dict[str, None] = {}
    for bare in (False, True):
        text = _rendered(body, kind.examples(bare=bare))
        for problem in wording.problems(text, is_no, language=language):
            found[_(problem.sentence.one) % problem.sentence.values] = None
        for problem in wording.problems(
            _rendered(subject, kind.examples(bare=bare)), wording.Kind.OTHER, language=language
        ):
            yield Mistake("subject", _(problem.sentence.one) % problem.sentence.values)
    for address in _ADDRESS.findall(f"{subject} {body}"):
        if is_no_reply(address):
            found[_("“%s” says that nobody reads it. Give an address somebody does.") % address] = (
                None
            )
    for sentence in found:
        yield Mistake("body", sentence)


def _rendered(text: str, values: dict[str, object]) -> str:
    try:
        return render(text, values)
    except Unwritable:
        # Only a text without flaws gets here; one that is too long for its examples is too long.
        return ""
