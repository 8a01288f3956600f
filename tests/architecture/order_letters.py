"""The letters of confidentiality orders, in every way they can turn out; see `letters.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.orders.telling import order_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk

TROUBLE = "Only these numbers may be used for them: +1 416-555-0142."


def _orders(desk: Desk) -> Iterator[Letter]:
    yield order_letter(desk.cast.susan, desk.ana, trouble="", new=True)
    yield order_letter(desk.cast.susan, desk.ana, trouble=TROUBLE, new=False)


TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {"inbox.orders": _orders}
