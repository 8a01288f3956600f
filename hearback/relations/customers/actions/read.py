"""Reading a list: piece by piece into a waiting room, so that a kill costs one piece and no more.

Each piece's lines and how far they reach are stored together. Whoever reads on after a death reads
past what was stored; what another worker stored meanwhile is found, and then one of them stops.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from hearback.kit.errors import Invalid
from hearback.kit.tables import Broken, Table
from hearback.ledger.actions import record
from hearback.relations.customers import kinds
from hearback.relations.customers.actions.merge import merge, sweep_out
from hearback.relations.customers.keys import secret
from hearback.relations.customers.layout import (
    BrokenRow,
    Known,
    NoCustomer,
    Terms,
    columns_of,
    read_row,
)
from hearback.relations.customers.models import BrokenLine, CustomerFile, FileState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from hearback.kit.tables import Row

log = logging.getLogger(__name__)

AT_ONCE = 20_000
# A worker that has stored nothing for so long is dead.
LEASE = timedelta(minutes=2)
MOST_NAMED = 1_000
_INTO = "COPY relations_stagedcustomer (line, key, phone_key, segment, value, currency) FROM STDIN"


def read_files(*, clock: Callable[[], datetime]) -> int:
    """Read every list that waits, or whose worker died; returns how many were read."""
    _take_away_what_was_read()
    read = 0
    while (file := _next(now=clock())) is not None:
        _read(file, clock=clock)
        _take_away_what_was_read()
        read += 1
    return read


def _next(*, now: datetime) -> CustomerFile | None:
    """The one to read now: one whose worker died, else the one that waits longest."""
    with transaction.atomic():
        dead = Q(state=FileState.READING, beat_at__lt=now - LEASE)
        due = CustomerFile.objects.filter(dead | Q(state=FileState.WAITING)).order_by("state", "pk")
        file = due.select_for_update(of=["self"], skip_locked=True).first()
        if file is None:
            return None
        if file.state == FileState.WAITING:
            if CustomerFile.objects.filter(state=FileState.READING).exists():
                return None
            sweep_out()
        file.state, file.beat_at = FileState.READING, now
        try:
            with transaction.atomic():
                file.save(update_fields=["state", "beat_at"])
        except IntegrityError:  # another worker began with another one this moment
            return None
        return file


def _read(file: CustomerFile, *, clock: Callable[[], datetime]) -> None:
    try:
        with default_storage.open(file.key) as content:
            table = Table(content)
            file.columns = _columns(table)
            table.only(set(chain(*file.columns.values())))
            if not _take_pieces(file, table, clock=clock):
                return
    except Invalid as why:
        _fail(file, why.sentence, now=clock())
        return
    except OSError:
        log.exception("customer_file_not_read")
        _fail(file, _("The file is not in the storage any more."), now=clock())
        return
    merge(file, now=clock())


def _columns(table: Table) -> dict[str, list[str]]:
    columns = columns_of(table.columns)
    if "mail" not in columns and "phone" not in columns:
        raise Invalid(
            _("No column is named so that it could hold e-mail addresses or phone numbers.")
        )
    return columns


@dataclass
class _Piece:
    """Some lines, sorted: those that can be taken, those that cannot, and how many there were."""

    rows: int = 0
    taken: list[tuple[int, Known]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)


def _take_pieces(file: CustomerFile, table: Table, *, clock: Callable[[], datetime]) -> bool:
    """Store the rest, piece by piece; False when another worker has gone on with it."""
    terms = Terms(secret(), file.currency, file.country, file.years)
    lines = iter(table)
    next(islice(lines, file.rows, file.rows), None)
    while (piece := _sorted(islice(lines, AT_ONCE), file.columns, terms)).rows:
        if not _store(file, piece, at=min(table.bytes_read, file.size), now=clock()):
            return False
    return True


def _sorted(lines: Iterable[Row | Broken], columns: dict[str, list[str]], terms: Terms) -> _Piece:
    """Those lines as keys and values, or why not; of one that is no customer's nothing is left."""
    piece = _Piece()
    for row in lines:
        piece.rows += 1
        if isinstance(row, Broken):
            piece.broken.append(row)
            continue
        try:
            piece.taken.append((row.line, read_row(row.cells, columns, terms)))
        except BrokenRow as why:
            piece.broken.append(Broken(row.line, str(why)))
        except NoCustomer:
            continue
    return piece


@transaction.atomic
def _store(file: CustomerFile, piece: _Piece, *, at: int, now: datetime) -> bool:
    held = CustomerFile.objects.select_for_update(of=["self"]).get(pk=file.pk)
    if held.state != FileState.READING or held.rows != file.rows:
        return False
    taken, broken = piece.taken, piece.broken
    _copy(taken)
    named = max(0, MOST_NAMED - held.broken)
    BrokenLine.objects.bulk_create(
        BrokenLine(file=held, line=one.line, why=one.why[:300]) for one in broken[:named]
    )
    file.rows = held.rows = held.rows + piece.rows
    held.taken += len(taken)
    held.broken += len(broken)
    held.passed_over += piece.rows - len(taken) - len(broken)
    held.bytes_read, held.beat_at, held.columns = at, now, file.columns
    held.save()
    return True


def _copy(taken: list[tuple[int, Known]]) -> None:
    with connection.cursor() as cursor, cursor.copy(_INTO) as copy:
        for line, one in taken:
            copy.write_row((line, one.key, one.phone_key, one.segment, one.value, one.currency))


@transaction.atomic
def _fail(file: CustomerFile, why: str, *, now: datetime) -> None:
    held = CustomerFile.objects.select_for_update(of=["self"]).get(pk=file.pk)
    held.state, held.trouble, held.done_at = FileState.FAILED, why[:300], now
    held.save(update_fields=["state", "trouble", "done_at"])
    sweep_out()
    record(kinds.FILE_FAILED, by=None, now=now)


def _take_away_what_was_read() -> None:
    """The files go once they are read; one a killed worker left behind goes the next time."""
    over = CustomerFile.objects.filter(state__in=[FileState.READ, FileState.FAILED]).exclude(key="")
    for file in over:
        default_storage.delete(file.key)
        CustomerFile.objects.filter(pk=file.pk, key=F("key")).update(key="")
