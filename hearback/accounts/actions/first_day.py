"""The first start: an organisation to belong to and somebody who may let others in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.models import Member, Organisation, Role
from hearback.kit.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def make_first_administrator(
    *, now: datetime, email: str = "administrator@localhost", name: str = "Administrator"
) -> Member:
    """Make the organisation if there is none, and its first administrator, who has no password yet.

    They sign in once by a link and then give themselves a name, an address and a password. Raises
    Refused when somebody is here already: this door opens once.
    """
    _the_house()
    if Member.objects.exists():
        raise Refused(_("Somebody is here already. See: hearback member list"))
    member = Member(email=email.lower(), name=name, role=Role.ADMINISTRATOR, joined_at=now)
    member.set_unusable_password()
    member.save()
    return member


def _the_house() -> Organisation:
    """The organisation, locked, so that two first starts at once make one administrator."""
    host = urlsplit(settings.HEARBACK_URL).hostname or "localhost"
    Organisation.objects.get_or_create(
        id=1, defaults={"name": _("Our organisation"), "reply_address": f"hiring@{host}"}
    )
    return Organisation.objects.select_for_update().get(id=1)
