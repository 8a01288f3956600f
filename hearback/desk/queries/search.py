"""Search over names, addresses and CVs, newest first, at a cost that does not grow with the house.

A common word is in so many applications that reading the newest ones finds fifty at once; a rare
one is in so few that an index of words finds them all. In between, the index is asked about the
last few thousand applications first and, if they hold too few, about more. The database's own
statistics tell which word is common.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

from hearback.accounts.access import Right, may
from hearback.desk.paging import PAGE, Place, cut
from hearback.pipeline.models import Application
from hearback.pipeline.queries import applications_visible_to, openings_visible_to
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member

MOST_WORDS = 8
LONGEST_WORD = 60
LONGEST_SEARCH = 200
# A word in more than every twenty-fifth application is found faster by reading the newest.
COMMON = 0.04
# How many times further than expected we read before we believe the statistics were wrong.
PATIENCE = 4
# So few that the index of words may simply be asked about all of them: in all, and expected.
FEW, FEW_EXPECTED = 30_000, 500
FIRST_LOOK = 4_000
FEW_HITS = 5
MOST_HOURS = 96
MOST_DAYS = 400
HOUR, DAY = 3_600, 86_400

_WORDS = "pipeline_findable(search, opening_id, received_at) @@ "
_ESTIMATE = f"""
EXPLAIN (FORMAT JSON) SELECT 1 FROM pipeline_applicationtext
 WHERE {_WORDS} to_tsquery('simple', %(query)s)
"""  # noqa: S608  put together from constants
_ROWS = "SELECT greatest(reltuples, 1) FROM pg_class WHERE relname = 'pipeline_applicationtext'"
_HERE = """
       (%(moment)s::timestamptz IS NULL
        OR (received_at, application_id) < (%(moment)s::timestamptz, %(pk)s))
"""
# OFFSET 0 and the inner LIMIT are walls: without them the planner mixes the ways up.
_BY_WORDS = f"""
SELECT application_id FROM (
    SELECT application_id, received_at FROM pipeline_applicationtext
     WHERE {_WORDS} (to_tsquery('simple', %(query)s) && %(marks)s::tsquery) OFFSET 0) hits
 WHERE {_HERE} AND (%(since)s::timestamptz IS NULL OR received_at >= %(since)s::timestamptz)
 ORDER BY received_at DESC, application_id DESC LIMIT %(limit)s
"""  # noqa: S608  put together from constants
_BY_DATE = f"""
SELECT application_id FROM (
    SELECT application_id, received_at, search FROM pipeline_applicationtext
     WHERE {_HERE}
     ORDER BY received_at DESC, application_id DESC LIMIT %(farthest)s) newest
 WHERE search @@ to_tsquery('simple', %(query)s) LIMIT %(limit)s
"""  # noqa: S608  put together from constants
# From the newest application on this page to the one so many further back.
_SPAN = f"""
SELECT max(received_at), min(received_at) FROM (
    SELECT received_at FROM pipeline_applicationtext WHERE {_HERE}
     ORDER BY received_at DESC LIMIT %(farthest)s) newest
"""  # noqa: S608  put together from constants

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
    keys = _keys(_query(words), openings, place)
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


def _query(words: Sequence[str]) -> str:
    """The words as PostgreSQL reads them, quoted so that nothing typed can be an operator."""
    quoted = ["'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words]
    return " & ".join(quoted) + ":*"


def _openings(member: Member) -> list[int] | None:
    """The openings to search in; None for who may see them all."""
    if may(member, Right.SEE_ALL_APPLICATIONS):
        return None
    return list(openings_visible_to(member).order_by().values_list("pk", flat=True))


def _keys(query: str, openings: list[int] | None, place: Place | None) -> list[int]:
    """Ids of those found, newest first, one more than a page; by the cheapest way."""
    asked: dict[str, Any] = {
        "query": query,
        "marks": _either("o", openings) if openings is not None else "",
        "moment": place.moment if place else None,
        "pk": place.pk if place else None,
        "since": None,
        "limit": PAGE + 1,
    }
    expected, rows = _estimate(query)
    if openings is None and expected >= rows * COMMON:
        found = _ids(_BY_DATE, asked | {"farthest": int(PATIENCE * PAGE * rows / expected)})
        if len(found) > PAGE:
            return found
    is_large = rows > FEW and expected > FEW_EXPECTED
    return (is_large and _in_the_newest(asked)) or _ids(_BY_WORDS, asked)


def _in_the_newest(asked: Mapping[str, Any]) -> list[int]:
    """A page found among the newest thousands; empty when they hold less than a page."""
    found = _since(asked, FIRST_LOOK)
    if FEW_HITS <= len(found) <= PAGE:
        # What the first look found tells how far back a page reaches.
        found = _since(asked, FIRST_LOOK * 2 * PAGE // len(found))
    return found if len(found) > PAGE else []


def _since(asked: Mapping[str, Any], farthest: int) -> list[int]:
    """What the index of words finds among about so many of the newest applications."""
    with connection.cursor() as cursor:
        cursor.execute(_SPAN, {**asked, "farthest": farthest})
        newest, oldest = cursor.fetchone()
    if newest is None:
        return []
    marks = [mark for mark in (asked["marks"], _times(oldest, newest)) if mark]
    together = " & ".join(f"({mark})" for mark in marks)
    return _ids(_BY_WORDS, {**asked, "marks": together, "since": oldest})


def _times(oldest: datetime, newest: datetime) -> str:
    """Marks of the hours from one moment to another, of the days if those were many hours."""
    first, last = int(oldest.timestamp()), int(newest.timestamp())
    if (last - first) // HOUR < MOST_HOURS:
        return _either("h", range(first // HOUR, last // HOUR + 1))
    if (last - first) // DAY < MOST_DAYS:
        return _either("d", range(first // DAY, last // DAY + 1))
    return ""


def _either(kind: str, values: Iterable[int]) -> str:
    """A search for any of these marks, as `pipeline_findable` makes them; nothing for none."""
    return " | ".join(f"'\x01{kind}{value}'" for value in values) or "'\x01'"


def _estimate(query: str) -> tuple[float, float]:
    """How many rows the database expects to match, of how many; nothing is read for it."""
    with connection.cursor() as cursor:
        cursor.execute(_ESTIMATE, {"query": query})
        (plan,) = cursor.fetchone()
        plan = json.loads(plan) if isinstance(plan, str) else plan
        cursor.execute(_ROWS)
        (rows,) = cursor.fetchone()
    return float(plan[0]["Plan"]["Plan Rows"]), float(rows)


def _ids(statement: str, asked: Mapping[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [key for (key,) in cursor.fetchall()]


def _by_address(member: Member, text: str) -> list[int]:
    """Applications of the person whose whole address this is, newest first."""
    own = applications_visible_to(member).filter(candidate__email_key=fold_address(text.strip()))
    return list(own.order_by("-received_at").values_list("pk", flat=True)[:PAGE])


def _snippets(keys: Sequence[int], words: Sequence[str]) -> dict[int, list[Piece]]:
    asked: dict[str, Any] = {
        "keys": list(keys),
        "query": " | ".join(map(_one, words)),
        "word": words[-1],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SNIPPETS, asked)
        return {key: _pieces(line) for key, line in cursor.fetchall()}


def _one(word: str) -> str:
    return _query([word])


def _pieces(line: str) -> list[Piece]:
    parts = _MARKED.split(line)
    return [Piece(part.strip("\x02\x03"), part.startswith("\x02")) for part in parts if part]
