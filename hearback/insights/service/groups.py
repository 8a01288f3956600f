"""Who a page is about: teams, people or clients, always by name and never by figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hearback.accounts.models import Member, Role, Team
from hearback.interviews.models import Panelist
from hearback.pipeline.models import Client, Opening

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

_RECRUIT = (Role.RECRUITER, Role.LEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Group:
    """One row; `member` where it is a person."""

    pk: int
    name: str
    member: Member | None = None


def groups_of(grouping: str) -> QuerySet[Model, Model]:
    """Everybody a grouping is about, by name; who has left or came to no interview is not."""
    if grouping == "team":
        return Team.objects.order_by("name", "pk")
    if grouping == "client":
        return Client.objects.order_by("name", "pk")
    here = Member.objects.filter(is_active=True).order_by("name", "pk")
    if grouping == "recruiter":
        return here.filter(role__in=_RECRUIT)
    if grouping == "manager":
        manages = Opening.objects.filter(manager=OuterRef("pk"))
        return here.filter(Q(role=Role.MANAGER) | Exists(manages))
    # One look for each member, and not one row for each interview anybody ever had.
    met = Panelist.objects.filter(member=OuterRef("pk"))
    return here.filter(Q(role=Role.INTERVIEWER) | Exists(met))


def group_of(row: Model) -> Group:
    """The row of one of them."""
    member = row if isinstance(row, Member) else None
    return Group(row.pk, str(row), member)
