"""Lists of conversations: mine, my team's or everybody's, at a cost that does not grow with them.

Each owner's page is read from an index of their own and the pages are merged, so a team costs a few
times what one person does, however much they have answered in all these years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from hearback.accounts.access import Right, may
from hearback.accounts.models import Member
from hearback.desk.queries.search import words_of
from hearback.kit.paging import PAGE, Place, count, cut
from hearback.ledger.models import Promise
from hearback.pipeline.models import Conversation
from hearback.pipeline.queries import openings_visible_to, unknown_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.kit.paging import Count


@dataclass(frozen=True)
class Shelf:
    """How one kind of list is found and sorted; the SQL is ours, never a reader's."""

    rows: str
    field: str
    newest_first: bool = False


SHELVES = {
    "waiting": Shelf(
        "state = 'awaits_us' AND (snoozed_until IS NULL OR snoozed_until <= %(now)s)", "due_at"
    ),
    "answered": Shelf("state = 'awaits_them'", "last_at", newest_first=True),
    "snoozed": Shelf("state = 'awaits_us' AND snoozed_until > %(now)s", "snoozed_until"),
    "done": Shelf("state = 'done' AND part_of_id IS NULL", "last_at", newest_first=True),
}
WHOSE = ("mine", "team", "all")
# A name so common that more carry it is found with a second word.
FARTHEST = 2_000

_ALL = """
SELECT id FROM pipeline_conversation
 WHERE {rows} AND {here} ORDER BY {field} {way}, id {way} LIMIT %(most)s
"""
_EACH = """
SELECT c.id FROM unnest(%(keys)s::bigint[]) AS k(id) CROSS JOIN LATERAL (
    SELECT id, {field} AS at FROM pipeline_conversation
     WHERE {key} = k.id AND {rows} AND {here}
     ORDER BY {field} {way}, id {way} LIMIT %(most)s) c
 ORDER BY c.at {way}, c.id {way} LIMIT %(most)s
"""
_HERE = """(%(moment)s::timestamptz IS NULL OR ({field} {than}= %(moment)s::timestamptz
        AND ({field}, id) {than} (%(moment)s::timestamptz, %(pk)s)))
   AND (%(owners)s::bigint[] IS NULL OR owner_id = ANY(%(owners)s::bigint[])) {known}"""
# Talks with somebody whose order bars the reader are not there for them.
_KNOWN = """AND (application_id IS NULL OR application_id NOT IN (
    SELECT id FROM pipeline_application WHERE candidate_id = ANY(%(unknown)s::bigint[])))"""
_NAMED = """
SELECT id FROM (
    SELECT id, last_at FROM pipeline_conversation
     WHERE to_tsvector('simple'::regconfig, COALESCE(name, '') || ' ' || COALESCE(address, ''))
           @@ to_tsquery('simple', %(query)s) AND part_of_id IS NULL
       AND (%(openings)s::bigint[] IS NULL OR opening_id = ANY(%(openings)s::bigint[])) {known}
     LIMIT %(farthest)s) found
 ORDER BY last_at DESC, id DESC LIMIT %(most)s
"""


@dataclass(frozen=True)
class Page:
    """One page of a list, with the promised reply of each; `next` is None on the last."""

    conversations: list[Conversation]
    promises: dict[int, Promise]
    next: Place | None = None


def page_of(
    member: Member, whose: str, show: str, place: Place | None = None, *, now: datetime
) -> Page:
    """One page of the conversations this member may see, from `place` on.

    Waiting ones the soonest due first, snoozed ones the soonest back, the others the newest first.
    """
    shelf = SHELVES[show]
    keys = _keys(member, whose, shelf, place, now=now, most=PAGE + 1)
    shown, more = cut(keys, PAGE)
    page = _with_promises(shown)
    last = page.conversations[-1] if more else None
    return Page(
        page.conversations,
        page.promises,
        Place(getattr(last, shelf.field), last.pk) if last else None,
    )


def named(member: Member, text: str) -> Page:
    """Conversations with people whose name or address begins with these words, newest first."""
    words = words_of(text)
    if not words:
        return Page([], {})
    query = " & ".join(f"'{_quoted(word)}':*" for word in words)
    asked: dict[str, Any] = {
        "query": query,
        "farthest": FARTHEST,
        "most": PAGE,
        "openings": _openings(member),
        "unknown": unknown_to(member),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NAMED.format(known=_KNOWN if asked["unknown"] else ""), asked)
        return _with_promises([key for (key,) in cursor.fetchall()])


def neighbour(
    member: Member, conversation: Conversation, *, now: datetime, later: bool = True
) -> Conversation | None:
    """Who of this member's waits after (or before) this conversation; None at the end.

    From one that waits no more, the way on leads to the first that does.
    """
    mine = Conversation.objects.awaiting_us().filter(owner=member).exclude(pk=conversation.pk)
    mine = mine.exclude(snoozed_until__gt=now)
    due_at = conversation.due_at
    if due_at is None:
        return mine.order_by("due_at", "pk").first() if later else None
    if later:
        return mine.filter(due_at__gte=due_at).order_by("due_at", "pk").first()
    return mine.filter(due_at__lte=due_at).order_by("-due_at", "-pk").first()


def waiting_count(member: Member, *, now: datetime) -> Count:
    """How many conversations wait for this member, counted no further than anybody reads."""
    mine = Conversation.objects.awaiting_us().filter(owner=member)
    return count(mine.exclude(snoozed_until__gt=now))


def _keys(
    member: Member,
    whose: str,
    shelf: Shelf,
    place: Place | None,
    *,
    now: datetime,
    most: int,
) -> list[int]:
    owners, openings = _owners(member, whose), _openings(member)
    by_opening = openings is not None
    asked: dict[str, Any] = {
        "now": now,
        "most": most,
        "moment": place.moment if place else None,
        "pk": place.pk if place else None,
        "keys": openings if by_opening else owners,
        "owners": owners if by_opening else None,
        "unknown": unknown_to(member),
    }
    is_each = asked["keys"] is not None
    way, than = ("DESC", "<") if shelf.newest_first else ("ASC", ">")
    parts = {"rows": shelf.rows, "field": shelf.field, "way": way}
    known = _KNOWN if asked["unknown"] else ""
    here = _HERE.format(field=shelf.field, than=than, known=known)
    key = "opening_id" if by_opening else "owner_id"
    statement = (_EACH if is_each else _ALL).format(**parts, here=here, key=key)
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [found for (found,) in cursor.fetchall()]


def _owners(member: Member, whose: str) -> list[int] | None:
    """Whose conversations; None for everybody's, and for the team of who is in none."""
    if whose == "mine":
        return [member.pk]
    if whose == "team" and member.team_id is not None:
        return list(Member.objects.filter(team=member.team_id).values_list("pk", flat=True))
    return None


def _openings(member: Member) -> list[int] | None:
    """The openings to look in; None for who may see everything."""
    if may(member, Right.SEE_ALL_APPLICATIONS):
        return None
    return list(openings_visible_to(member).order_by().values_list("pk", flat=True))


def _with_promises(keys: Sequence[int]) -> Page:
    related = ("application__stage", "application__opening", "opening", "owner", "draft__by")
    found = Conversation.objects.select_related(*related).in_bulk(keys)
    owed = Promise.objects.open().filter(conversation__in=keys).select_related("follows")
    promises = {one.conversation_id: one for one in owed.order_by("-due_at") if one.conversation_id}
    return Page([found[key] for key in keys if key in found], promises)


def _quoted(word: str) -> str:
    """A word as a text search takes it; half an address is looked for by what stands before the @.

    PostgreSQL knows an address by its dot, and would take the half of it for two words.
    """
    name, at, host = word.partition("@")
    word = name if at and name and "." not in host else word
    return word.replace("\\", "\\\\").replace("'", "''")
