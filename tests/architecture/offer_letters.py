"""The letters of offers; see `letters.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hearback.relations.models import Pool
from hearback.relations.offers import letters as offers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk


def _dry(desk: Desk) -> Iterator[Letter]:
    yield offers.pool_dry(Pool(name="Autumn thanks", public_id=uuid4()), desk.cast.omar)


TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {"relations.pool_dry": _dry}
