"""Finds applications by words, newest first, at a cost that does not grow with the house.

A common word is in so many applications that reading the newest ones finds a page at once; a rare
one is in so few that an index of words finds them all. In between, the index is asked about the
last few thousand applications first and, if they hold too few, about more. The beginning of a
word may stand for thousands of words, and the index would gather all of them; so when it is
common, the other words are looked up and the beginning is compared with what they found. The
database's own statistics tell what is common.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hearback.kit.paging import Place

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
     WHERE {_WORDS} (to_tsquery('simple', %(looked_up)s) && %(marks)s::tsquery)
       AND (%(compared)s = '' OR search @@ to_tsquery('simple', %(compared)s)) OFFSET 0) hits
 WHERE {_HERE} AND (%(since)s::timestamptz IS NULL OR received_at >= %(since)s::timestamptz)
 ORDER BY received_at DESC, application_id DESC LIMIT %(most)s
"""  # noqa: S608  put together from constants
_BY_DATE = f"""
SELECT application_id FROM (
    SELECT application_id, received_at, search FROM pipeline_applicationtext
     WHERE {_HERE} {{and_here}}
     ORDER BY received_at DESC, application_id DESC LIMIT %(farthest)s) newest
 WHERE search @@ to_tsquery('simple', %(query)s) LIMIT %(most)s
"""  # noqa: S608  put together from constants
_HOW_MANY = """
SELECT count(*) FROM (SELECT 1 FROM pipeline_applicationtext
                       WHERE opening_id = ANY(%(openings)s) LIMIT %(farthest)s + 1) here
"""
# From the newest application on this page to the one so many further back.
_SPAN = f"""
SELECT max(received_at), min(received_at) FROM (
    SELECT received_at FROM pipeline_applicationtext WHERE {_HERE}
     ORDER BY received_at DESC LIMIT %(farthest)s) newest
"""  # noqa: S608  put together from constants


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A search as the statements know it: words, whose openings, from where on, how many."""

    query: str
    looked_up: str
    compared: str = ""
    openings: tuple[int, ...] | None
    marks: str
    moment: datetime | None
    pk: int | None
    since: datetime | None = None
    farthest: int = 0
    most: int


def find(
    words: Sequence[str], openings: Sequence[int] | None, place: Place | None, *, most: int
) -> list[int]:
    """Ids of applications that hold every word, the last as a beginning, newest first.

    `openings` are those to look in, None for all; `place` is where the page before ended.
    """
    if not words or (openings is not None and not openings):
        return []
    asked = Asked(
        query=_all_of(words),
        looked_up=_all_of(words),
        openings=None if openings is None else tuple(openings),
        marks="" if openings is None else _either("o", openings),
        moment=place.moment if place else None,
        pk=place.pk if place else None,
        most=most,
    )
    rows, expected = _rows(), _expected(asked.query)
    share = min(1.0, expected / rows)
    found = _by_date(asked, share) if share >= COMMON else None
    if found is None:
        asked, expected = _compared(asked, words, rows, expected)
        is_large = rows > FEW and expected > FEW_EXPECTED
        found = (is_large and _in_the_newest(asked)) or _ids(_BY_WORDS, asked)
    return found


def _by_date(asked: Asked, share: float) -> list[int] | None:
    """What reading the newest finds; None when that may have left somebody out."""
    asked = replace(asked, farthest=int(PATIENCE * asked.most / share))
    found = _ids(_BY_DATE.format(and_here=_of(asked.openings)), asked)
    everybody = len(found) >= asked.most or (asked.openings and _reads_all(asked))
    return found if everybody else None


def _of(openings: Sequence[int] | None) -> str:
    """The condition that keeps to these openings; written out, so that one alone is an equality."""
    if openings is None:
        return ""
    return f"AND opening_id IN ({', '.join(str(int(opening)) for opening in openings)})"


def _reads_all(asked: Asked) -> bool:
    """Whether the openings hold no more than was read."""
    return int(_one_row(_HOW_MANY, asked)[0]) <= asked.farthest


def _compared(
    asked: Asked, words: Sequence[str], rows: float, expected: float
) -> tuple[Asked, float]:
    """The search with a common beginning taken out of what is looked up, and what to expect."""
    beginning = _all_of(words[-1:])
    if len(words) == 1 or _expected(beginning) < rows * COMMON:
        return asked, expected
    exact = " & ".join(map(_quoted, words[:-1]))
    return replace(asked, looked_up=exact, compared=beginning), _expected(exact)


def _in_the_newest(asked: Asked) -> list[int]:
    """A page found among the newest thousands; empty when they hold less than a page."""
    found = _since(asked, FIRST_LOOK)
    if FEW_HITS <= len(found) < asked.most:
        # What the first look found tells how far back a page reaches.
        found = _since(asked, FIRST_LOOK * 2 * asked.most // len(found))
    return found if len(found) >= asked.most else []


def _since(asked: Asked, farthest: int) -> list[int]:
    """What the index of words finds among about so many of the newest applications."""
    newest, oldest = _one_row(_SPAN, replace(asked, farthest=farthest))
    if newest is None:
        return []
    marks = [mark for mark in (asked.marks, _times(oldest, newest)) if mark]
    together = " & ".join(f"({mark})" for mark in marks)
    return _ids(_BY_WORDS, replace(asked, marks=together, since=oldest))


def _times(oldest: datetime, newest: datetime) -> str:
    """Marks of the hours from one moment to another, of the days if those were many hours."""
    first, last = int(oldest.timestamp()), int(newest.timestamp())
    if (last - first) // HOUR < MOST_HOURS:
        return _either("h", range(first // HOUR, last // HOUR + 1))
    if (last - first) // DAY < MOST_DAYS:
        return _either("d", range(first // DAY, last // DAY + 1))
    return ""


def _either(kind: str, values: Iterable[int]) -> str:
    """A search for any of these marks, as `pipeline_findable` makes them."""
    return " | ".join(f"'\x01{kind}{value}'" for value in values)


def _quoted(word: str) -> str:
    """A word as PostgreSQL reads it; nothing typed can be an operator."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _all_of(words: Sequence[str]) -> str:
    """A search for every word, the last as the beginning of one."""
    return " & ".join(map(_quoted, words)) + ":*"


def any_of(words: Sequence[str]) -> str:
    """A search for any of these words, each as the beginning of one."""
    return " | ".join(_all_of([word]) for word in words)


def _expected(query: str) -> float:
    """How many rows the database expects to match; it reads none of them for that."""
    with connection.cursor() as cursor:
        cursor.execute(_ESTIMATE, {"query": query})
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return float(plan[0]["Plan"]["Plan Rows"])


def _rows() -> float:
    """How many rows there are, as the database last counted."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        (rows,) = cursor.fetchone()
    return float(rows)


def _ids(statement: str, asked: Asked) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(asked))
        return [key for (key,) in cursor.fetchall()]


def _one_row(statement: str, asked: Asked) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(asked))
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def _values(asked: Asked) -> dict[str, Any]:
    openings = list(asked.openings) if asked.openings is not None else None
    return {**vars(asked), "openings": openings}
