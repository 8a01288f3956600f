"""Whose page it is, and whether the member who asks may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.kit.errors import NotYours
from hearback.team.queries import member_here

if TYPE_CHECKING:
    from hearback.accounts.models import Member


def mine_or_lead(asking: Member, pk: int) -> Member:
    """The member with this id, for themselves or a lead. Raises NotYours for everybody else."""
    shown = member_here(pk)
    if shown.pk != asking.pk and not may(asking, Right.LEAD):
        raise NotYours(_("Only they themselves, or a lead, may change this."))
    return shown


def whose_page(asking: Member, shown: Member) -> dict[str, Any]:
    """What every page about a member carries."""
    is_mine = asking.pk == shown.pk
    return {
        "here": "team",
        "shown": shown,
        "is_mine": is_mine,
        "may_change": is_mine or may(asking, Right.LEAD),
    }
