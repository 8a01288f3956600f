"""Inserts rows of several tables that refer to each other in one statement: one trip, one plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import Field, Model


@dataclass(frozen=True)
class Strand:
    """One row to insert, under a name that later strands may refer to.

    `refers` maps columns to SQL such as ``application.id``, for what only the database knows (one
    ``%s`` in it is the row's own value);
    `after` names the strands it is inserted from: where one of them inserted nothing, neither does
    this one. `conflict` is the part of the statement after ON CONFLICT.
    """

    name: str
    row: Model
    refers: Mapping[str, str] = field(default_factory=dict)
    after: Sequence[str] = ()
    conflict: str = ""


def weave(strands: Sequence[Strand], *, returning: Sequence[str]) -> tuple[Any, ...] | None:
    """Insert the strands in order; returns the wanted values, or None when a needed row was there.

    `returning` lists SQL such as ``application.id`` or a function call over the strands. The rows
    are read from their models, so a new column needs no change here. Call it in a transaction.
    """
    values: list[Any] = []
    parts = []
    for strand in strands:
        shape, row_values = _shape(strand), _values(strand)
        parts.append(shape)
        values += row_values
    sources = ", ".join(strand.name for strand in strands)
    statement = f"WITH {', '.join(parts)} SELECT {', '.join(returning)} FROM {sources}"  # noqa: S608  names are ours
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


@lru_cache(maxsize=64)
def _fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(f for f in model._meta.concrete_fields if not (f.primary_key and f.db_returning))


def _shape(strand: Strand) -> str:
    refers = tuple(strand.refers.items())
    return _statement(strand.name, type(strand.row), refers, tuple(strand.after), strand.conflict)


@lru_cache(maxsize=256)
def _statement(
    name: str,
    model: type[Model],
    refers: tuple[tuple[str, str], ...],
    after: tuple[str, ...],
    conflict: str,
) -> str:
    fields, known = _fields(model), dict(refers)
    columns = ", ".join(f'"{f.column}"' for f in fields)
    cells = ", ".join(known.get(str(f.column)) or f"%s::{_type(f)}" for f in fields)
    source = f" FROM {', '.join(after)}" if after else ""
    unless = f" ON CONFLICT {conflict}" if conflict else ""
    table = model._meta.db_table
    return (
        f'{name} AS (INSERT INTO "{table}" ({columns}) SELECT {cells}{source}{unless} RETURNING *)'
    )


def _type(column: Field[Any, Any]) -> str:
    kind = column.rel_db_type(connection) if column.is_relation else column.db_type(connection)
    return str(kind)


def _values(strand: Strand) -> list[Any]:
    return [
        f.get_db_prep_save(f.pre_save(strand.row, add=True), connection)
        for f in _fields(type(strand.row))
        if "%s" in strand.refers.get(str(f.column), "%s")
    ]
