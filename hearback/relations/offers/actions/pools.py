"""A pool: its words and rule, its codes, and whether they are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.relations.offers import kinds
from hearback.relations.offers.models import Code, Pool, PoolRow, PoolState
from hearback.rules.code_lists import Line, key_of, read_lines, without_doubles
from hearback.rules.voucher_codes import new_codes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.rules.offers import Row

MOST_AT_ONCE = 100_000
_CHUNK = 5_000


@dataclass(frozen=True)
class Added:
    """How many codes were taken, and the lines that were not, each with what is wrong."""

    taken: int
    left: Sequence[Line]


@transaction.atomic
def save_pool(
    *,
    pool: Pool | None,
    values: Mapping[str, object],
    rows: Collection[Row],
    by: Member,
    now: datetime,
) -> Pool:
    """Store what a pool says and whom it is for.

    Raises Refused when a code of it was given and would be worth something else than was told, or
    count until an earlier day.
    """
    before = Pool.objects.select_for_update().get(pk=pool.pk) if pool else None
    kept = before or Pool(created_at=now, created_by=by)
    if before is not None and _any_given(before):
        _keep_what_was_told(before, values)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.dry_at = None
    kept.save()
    kept.rows.all().delete()
    PoolRow.objects.bulk_create(
        [PoolRow(pool=kept, sort=row.sort.value, value=row.value) for row in rows],
        ignore_conflicts=True,
    )
    change = _("saved") if before else _("made")
    record(kinds.POOL_SAVED, by=by, now=now, payload={"pool": kept.name, "change": change})
    return kept


def _keep_what_was_told(pool: Pool, values: Mapping[str, object]) -> None:
    if values["ends_on"] < pool.ends_on:  # type: ignore[operator]
        raise Refused(_("People were told that their code counts until then: no earlier day."))
    if (values["value"], values["currency"]) != (pool.value, pool.currency):
        raise Refused(
            _("People were told what their code is worth. Make a new pool for another worth.")
        )


def _any_given(pool: Pool) -> bool:
    return Code.objects.filter(pool=pool, given_at__isnull=False).exists()


@transaction.atomic
def set_state(*, pool: Pool, state: PoolState, by: Member, now: datetime) -> None:
    """Give its codes, or give them no more; what was given stays good. Twice changes nothing more.

    Raises Refused for a pool without codes.
    """
    pool = Pool.objects.select_for_update().get(pk=pool.pk)
    if pool.state == state:
        return
    if state == PoolState.RUNNING and not pool.codes.filter(given_at=None).exists():
        raise Refused(_("Add codes first: there is none to give."))
    pool.state = state
    pool.save(update_fields=["state"])
    change = str(PoolState(state).label).lower()
    record(kinds.POOL_SAVED, by=by, now=now, payload={"pool": pool.name, "change": change})


@transaction.atomic
def add_codes(*, pool: Pool, text: str, by: Member, now: datetime) -> Added:
    """Add the codes of a list, one a line; broken lines and doubles are left and named."""
    lines = list(read_lines(text))
    if len(lines) > MOST_AT_ONCE:
        words = _("That is more than %(most)s lines. Please add them in parts.")
        raise Refused(words % {"most": f"{MOST_AT_ONCE:,}"})
    _alone()
    known = _known([key_of(line.code) for line in lines])
    read = list(without_doubles(iter(lines), known))
    good = [line.code for line in read if line.fault is None]
    taken = _store(pool, good, by=by, now=now)
    return Added(taken, [line for line in read if line.fault is not None])


@transaction.atomic
def make_codes(*, pool: Pool, count: int, by: Member, now: datetime) -> int:
    """Make so many fresh codes that nobody guesses or mistypes; returns how many."""
    _alone()
    return _store(pool, new_codes(min(count, MOST_AT_ONCE)), by=by, now=now)


def _alone() -> None:
    """One list after the other, so that two of them at once are told apart and counted right.

    Whoever gives codes meanwhile waits for nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hearback.offers.codes'))")


def _known(keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        some = Code.objects.filter(key__in=keys[start : start + _CHUNK])
        found |= set(some.values_list("key", flat=True))
    return found


def _store(pool: Pool, codes: Sequence[str], *, by: Member, now: datetime) -> int:
    """Store codes; one that is in a pool already is left there."""
    before = Code.objects.filter(pool=pool).count()
    rows = [Code(pool=pool, code=code, key=key_of(code)) for code in codes]
    Code.objects.bulk_create(rows, batch_size=_CHUNK, ignore_conflicts=True)
    taken = Code.objects.filter(pool=pool).count() - before
    if taken:
        Pool.objects.filter(pk=pool.pk).update(dry_at=None)
        said = {"pool": pool.name, "count": taken}
        record(kinds.CODES_ADDED, by=by, now=now, payload=said)
    return taken
