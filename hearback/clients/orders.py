"""A candidate's orders before anything is shown or booked: refused, or asked twice when near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.orders.actions import clear
from hearback.kit.errors import Refused
from hearback.pipeline.orders import Plan, objections

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application


class AskTwice(Refused):
    """Something near an order: a person looks, and says that it is something else, or leaves it."""


def refuse_against(
    application: Application,
    plans: Sequence[Plan],
    *,
    looked: bool,
    by: Member | None,
    now: datetime,
) -> None:
    """Raise Refused, naming the order, when one speaks against any of these plans.

    Raises AskTwice where something only comes near one; `looked` says that `by` has looked and
    found it to be something else, which is put on record.
    """
    for plan in plans:
        found = objections(application, plan)
        if not found:
            continue
        if found[0].is_sure:
            raise Refused(found[0].sentence)
        if not looked or by is None:
            raise AskTwice(found[0].sentence)
        clear(application=application, plan=plan, by=by, now=now)


def first_against(application: Application, plans: Sequence[Plan]) -> str:
    """Why one of these must not be done, naming the order; empty when no order speaks against."""
    for plan in plans:
        if found := objections(application, plan):
            return found[0].sentence
    return ""
