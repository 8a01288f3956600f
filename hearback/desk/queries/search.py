"""Search over names, addresses and CVs, newest first: who was found, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

from hearback.accounts.access import Right, may
from hearback.desk.queries.finding import any_of, find
from hearback.kit.paging import PAGE, Place, cut
from hearback.pipeline.models import Application
from hearback.pipeline.queries import applications_visible_to, openings_visible_to
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member

MOST_WORDS = 8
LONGEST_WORD = 60
LONGEST_SEARCH = 200

# Only the words around the first hit are laid out, and only for the people on the page.
_SNIPPETS = """
SELECT application_id,
       ts_headline('simple',
                   substr(text, greatest(1, strpos(lower(text), lower(%(word)s)) - 90), 320),
                   to_tsquery('simple', %(query)s),
                   E'StartSel=\\x02, StopSel=\\x03, MaxWords=24, MinWords=12')
  FROM pipeline_applicationtext WHERE application_id = ANY(%(keys)s)
"""
_MARKED = re.compile("(\x02[^\x02\x03]*\x03)")


@dataclass(frozen=True)
class Piece:
    """A stretch of a snippet; a marked one is what was searched for."""

    words: str
    is_marked: bool


@dataclass(frozen=True)
class Hit:
    """Somebody found, with the words around what was searched for."""

    application: Application
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """One page of a search; `next` is where the following page begins, None on the last."""

    hits: list[Hit] = field(default_factory=list)
    next: Place | None = None


def search(member: Member, text: str, place: Place | None = None) -> Found:
    """Applications this member may see that hold every word of `text`, newest first.

    The last word may be the beginning of one, because people search while they type. A whole mail
    address finds its owner however the papers spell it.
    """
    words = words_of(text)
    if not words:
        return Found()
    openings = _openings(member)
    keys = find(words, openings, place, most=PAGE + 1)
    if "@" in text and place is None:
        keys = [*dict.fromkeys([*_by_address(member, text), *keys])]
    shown, more = cut(keys, PAGE)
    people = {found.pk: found for found in applications_visible_to(member).filter(pk__in=shown)}
    snippets = _snippets(shown, words)
    hits = [Hit(people[key], snippets.get(key, [])) for key in shown if key in people]
    last = people[shown[-1]] if more else None
    return Found(hits, Place(last.received_at, last.pk) if last else None)


def words_of(text: str) -> list[str]:
    """The words to look for: at most eight, each with a letter or a digit in it."""
    cleaned = text[:LONGEST_SEARCH].replace("\x00", " ")
    words = [word[:LONGEST_WORD] for word in cleaned.split() if any(map(str.isalnum, word))]
    return words[:MOST_WORDS]


def _openings(member: Member) -> list[int] | None:
    """The openings to search in; None for who may see them all."""
    if may(member, Right.SEE_ALL_APPLICATIONS):
        return None
    return list(openings_visible_to(member).order_by().values_list("pk", flat=True))


def _by_address(member: Member, text: str) -> list[int]:
    """Applications of the person whose whole address this is, newest first."""
    own = applications_visible_to(member).filter(candidate__email_key=fold_address(text.strip()))
    return list(own.order_by("-received_at").values_list("pk", flat=True)[:PAGE])


def _snippets(keys: Sequence[int], words: Sequence[str]) -> dict[int, list[Piece]]:
    asked: dict[str, Any] = {"keys": list(keys), "query": any_of(words), "word": words[-1]}
    with connection.cursor() as cursor:
        cursor.execute(_SNIPPETS, asked)
        return {key: _pieces(line) for key, line in cursor.fetchall()}


def _pieces(line: str) -> list[Piece]:
    parts = _MARKED.split(line)
    return [Piece(part.strip("\x02\x03"), part.startswith("\x02")) for part in parts if part]
