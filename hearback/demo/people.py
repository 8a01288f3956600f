"""Who one can be: every colleague, with what they see and whether they are away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.accounts.models import Member, Role
from hearback.accounts.queries import is_away
from hearback.kit.errors import NotYours

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise as LazyText

SEES: dict[str, str | LazyText] = {
    Role.RECRUITER: gettext_lazy("Promises candidates a date and answers them."),
    Role.LEAD: gettext_lazy("Also sees everybody's promises and hands work over."),
    Role.MANAGER: gettext_lazy("Sees the openings of their own shops and who applied there."),
    Role.INTERVIEWER: gettext_lazy("Sees the openings they talk with people for."),
    Role.ADMINISTRATOR: gettext_lazy("Also invites colleagues and changes the settings."),
    Role.ANALYST: gettext_lazy("Reads figures only, and decides about nobody."),
}


@dataclass(frozen=True)
class Somebody:
    """A colleague to be: the member, what their role sees, and whether they are away now."""

    member: Member
    sees: str
    is_away: bool


def everybody(*, now: datetime) -> list[Somebody]:
    """Everybody who is here, those who answer candidates first."""
    place = Case(
        *(When(role=role, then=Value(number)) for number, role in enumerate(SEES)),
        output_field=IntegerField(),
    )
    here = Member.objects.filter(is_active=True).select_related("team", "place", "stand_in")
    return [
        Somebody(member, str(SEES[member.role]), is_away(member, now=now))
        for member in here.order_by(place, "pk")
    ]


def somebody(pk: int) -> Member:
    """One colleague to be. Raises NotYours when there is none."""
    member = Member.objects.filter(pk=pk, is_active=True).first()
    if member is None:
        raise NotYours(_("There is nobody here under this address. They may have left."))
    return member
