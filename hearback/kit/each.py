"""What the clock does for many, one after the other: one that fails keeps nobody else waiting."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

log = logging.getLogger(__name__)
T = TypeVar("T")


def each(rows: Iterable[T], act: Callable[[T], int], *, failed: str) -> int:
    """Do an act for every row and return the sum of what it returns.

    One that raises counts as none and is reported as `failed`; its own transaction is undone, the
    others go on, and the clock tries it again.
    """
    done = 0
    for row in rows:
        try:
            done += act(row)
        except Exception:
            log.exception(failed, extra={"row": str(getattr(row, "pk", row))})
    return done
