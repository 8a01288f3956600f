"""Makes applications findable: a row of words for each, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

CHUNK = 5_000
# Applications commit in another order than they are numbered, so every look goes back this far.
OVERLAP = 10_000
# PostgreSQL takes at most 1 MB of distinct words; this many characters never come to that much.
SEARCHED_CHARACTERS = 80_000

# The address is also taken apart, so that a search for a part of it finds the person.
_VECTOR = f"""
    setweight(to_tsvector('simple', a.name || ' ' || c.email || ' '
                          || translate(c.email, '@.+-_', '     ')), 'A')
    || to_tsvector('simple', left({{text}}, {SEARCHED_CHARACTERS}))
"""
_ADD = f"""
WITH added AS (
INSERT INTO pipeline_applicationtext (application_id, opening_id, received_at, text, search)
SELECT a.id, a.opening_id, a.received_at, '', {_VECTOR.format(text="''")}
  FROM pipeline_application a JOIN pipeline_candidate c ON c.id = a.candidate_id
 WHERE a.id > %s
   AND NOT EXISTS (SELECT 1 FROM pipeline_applicationtext t WHERE t.application_id = a.id)
 ORDER BY a.id LIMIT {CHUNK}
ON CONFLICT (application_id) DO NOTHING
RETURNING application_id)
SELECT count(*), max(application_id) FROM added
"""  # noqa: S608  numbers of ours
_SET = f"""
UPDATE pipeline_applicationtext t SET text = %s, search = {_VECTOR.format(text="%s")}
  FROM pipeline_application a JOIN pipeline_candidate c ON c.id = a.candidate_id
 WHERE t.application_id = a.id AND a.id = %s
"""  # noqa: S608
_REFRESH = f"""
UPDATE pipeline_applicationtext t SET search = {_VECTOR.format(text="t.text")}
  FROM pipeline_application a JOIN pipeline_candidate c ON c.id = a.candidate_id
 WHERE t.application_id = a.id AND a.id = ANY(%s)
"""  # noqa: S608


def add_missing_texts(*, look_everywhere: bool = False) -> int:
    """Give every application without words its name and address to be found by; returns how many.

    Looks at the newest only, so the cost does not grow with what is stored; `look_everywhere` reads
    all, for once a day. Any number of processes may do this at once.
    """
    added: int = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(application_id), 0) FROM pipeline_applicationtext")
        (newest,) = cursor.fetchone()
        start = 0 if look_everywhere else newest - OVERLAP
        while True:
            cursor.execute(_ADD, [start])
            some, last = cursor.fetchone() or (0, 0)
            added += some
            if some < CHUNK:
                return added
            start = last


def set_text(application_id: int, text: str) -> bool:
    """Store the words of a CV and make them searchable; False when the row is not there yet."""
    with connection.cursor() as cursor:
        cursor.execute(_SET, [text, text, application_id])
        return bool(cursor.rowcount)


def refresh_search(application_ids: Sequence[int]) -> None:
    """After a name or an address was corrected: let these be found by the new one."""
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, [list(application_ids)])
