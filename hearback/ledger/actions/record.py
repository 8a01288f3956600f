"""The only writer of entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hearback.ledger.models import Entry, EntryWords
from hearback.ledger.plot import follow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Application, Opening


@dataclass(frozen=True)
class Line:
    """What one entry of many is about."""

    kind: Kind
    application_id: int | None = None
    opening_id: int | None = None
    payload: Mapping[str, object] = field(default_factory=dict)


def entry_of(
    kind: Kind,
    *,
    by: Member | None,
    now: datetime,
    application: Application | None = None,
    opening: Opening | None = None,
    member: Member | None = None,
    payload: Mapping[str, object] | None = None,
) -> tuple[Entry, EntryWords | None]:
    """The rows of an entry, not stored yet: for acts that insert all their rows at once.

    Whoever stores them calls `plot.follow` with the entry afterwards, as `record` does.
    """
    plain, words = kind.split(payload or {})
    opening_id = opening.pk if opening else application.opening_id if application else None
    entry = Entry(
        kind=kind.name,
        at=now,
        by=by,
        application=application,
        opening_id=opening_id,
        member=member,
        payload=plain,
    )
    return entry, EntryWords(entry=entry, payload=words) if words else None


def record(
    kind: Kind,
    *,
    by: Member | None,
    now: datetime,
    application: Application | None = None,
    opening: Opening | None = None,
    member: Member | None = None,
    payload: Mapping[str, object] | None = None,
) -> Entry:
    """Write one entry and do what the plot says follows it, all in the caller's transaction.

    `by` is the member who acted, or None when a candidate or the clock did. Personal fields of the
    payload go to a side table that can be blanked.
    """
    entry, words = entry_of(
        kind,
        by=by,
        now=now,
        application=application,
        opening=opening,
        member=member,
        payload=payload,
    )
    entry.save(force_insert=True)
    if words is not None:
        words.entry = entry
        words.save(force_insert=True)
    follow(entry, now=now)
    return entry


def record_many(lines: Sequence[Line], *, by: Member | None, now: datetime) -> list[Entry]:
    """Write many entries at once, in order, and do what follows each."""
    split = [line.kind.split(line.payload) for line in lines]
    entries = Entry.objects.bulk_create(
        Entry(
            kind=line.kind.name,
            at=now,
            by=by,
            application_id=line.application_id,
            opening_id=line.opening_id,
            payload=plain,
        )
        for line, (plain, _) in zip(lines, split, strict=True)
    )
    EntryWords.objects.bulk_create(
        EntryWords(entry=entry, payload=words)
        for entry, (_, words) in zip(entries, split, strict=True)
        if words
    )
    for entry in entries:
        follow(entry, now=now)
    return entries
