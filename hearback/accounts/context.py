"""What every page may name: the organisation it belongs to and the member who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from hearback.accounts.access import Right, may
from hearback.accounts.models import Member, Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest


def around(request: HttpRequest) -> dict[str, Any]:
    """Add `organisation`, `member` and `rights` to every template; none is read until a page asks.

    `rights` holds the names of the member's rights, for ``{% if "SETTINGS" in rights %}``. What a
    view passes under these names comes first.
    """
    return {
        "organisation": SimpleLazyObject(_organisation),
        "member": SimpleLazyObject(lambda: _member(request)),
        "rights": SimpleLazyObject(lambda: _rights(_member(request))),
    }


def _organisation() -> Organisation:
    return Organisation.objects.filter(id=1).first() or Organisation(id=1)


def _member(request: HttpRequest) -> Member | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, Member) and user.is_authenticated else None


def _rights(member: Member | None) -> frozenset[str]:
    return frozenset(right.name for right in Right if member and may(member, right))
