"""How to come in: the page where one chooses who to be, and a one-time link for each role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.accounts.actions import make_sign_in_link
from hearback.accounts.models import Member, Role

if TYPE_CHECKING:
    from datetime import datetime

ORDER = (
    Role.RECRUITER,
    Role.LEAD,
    Role.MANAGER,
    Role.INTERVIEWER,
    Role.ADMINISTRATOR,
    Role.ANALYST,
)


def sign_ins(*, now: datetime) -> list[tuple[str, str]]:
    """Pairs of who one becomes and the address that lets one in, the page for anybody first.

    The links work once and for a day; making them ends the unused ones from before.
    """
    ways = [(str(_("anybody")), f"{settings.HEARBACK_URL}{reverse('demo:who')}")]
    here = Member.objects.filter(is_active=True).order_by("joined_at", "pk")
    for role in ORDER:
        member = here.filter(role=role).first()
        if member is not None:
            ways.append((str(role.label), make_sign_in_link(member, now=now)))
    return ways
