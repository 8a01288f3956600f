"""The organisation and its teams: the first day, and later changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.accounts.models import Member, Team
from hearback.accounts.queries import the_organisation
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.ledger.differences import difference, values_of
from hearback.rules.addresses import plausible_address
from hearback.rules.no_reply import is_no_reply
from hearback.rules.wall import known_zone
from hearback.team import kinds
from hearback.team.actions.setting import add_row, change_row, remove_row

if TYPE_CHECKING:
    from datetime import datetime

NAMED = ("name", "email", "zone")


def check_reply_address(address: str) -> None:
    """Raise Invalid unless mail to this address reaches somebody who reads it."""
    if is_no_reply(address):
        raise Invalid(
            _(
                "Everyone who gets a letter from us may answer it, so a no-reply address cannot be"
                " used. Give an address that somebody reads."
            )
        )
    if not plausible_address(address):
        raise Invalid(_("Give a whole e-mail address, such as jobs@example.com."))


def check_zone(zone: str) -> None:
    """Raise Invalid unless this is a time zone we know."""
    if not known_zone(zone):
        raise Invalid(
            _("“{zone}” is not a time zone we know. Such as: America/Toronto.").format(zone=zone)
        )


@transaction.atomic
def settle_in(
    member: Member,
    *,
    name: str,
    email: str,
    password: str,
    organisation: str,
    reply_address: str,
    zone: str,
    now: datetime,
) -> Member:
    """The first administrator gives themselves and the organisation their names.

    `password` has been checked for strength. Raises Refused once this has been done, Invalid for an
    address nobody could answer to.
    """
    member = Member.objects.select_for_update(of=["self"]).get(pk=member.pk)
    if not is_first_day(member):
        raise Refused(_("This has been done already. Change it in the settings."))
    check_zone(zone)
    before = values_of(member, NAMED)
    member.name, member.email, member.zone = name, email.lower(), zone
    member.set_password(password)
    member.save()
    change_organisation(
        {"name": organisation, "reply_address": reply_address, "zone": zone}, by=member, now=now
    )
    told = {"name": name, "change": difference(before, values_of(member, NAMED))}
    record(kinds.CHANGED, by=member, now=now, member=member, payload=told)
    return member


def is_first_day(member: Member) -> bool:
    """Whether this is the first administrator, alone, come by the link and without a password."""
    new = may(member, Right.MEMBERS) and not member.has_usable_password()
    return new and not Member.objects.exclude(pk=member.pk).exists()


def change_organisation(values: dict[str, object], *, by: Member, now: datetime) -> None:
    """Change what the organisation says of itself. Raises Invalid for a no-reply address."""
    if "reply_address" in values:
        check_reply_address(str(values["reply_address"]))
    if "zone" in values:
        check_zone(str(values["zone"]))
    change_row(the_organisation(), values, what=_("Organisation"), by=by, now=now)


def add_team(*, name: str, by: Member, now: datetime) -> Team:
    """Add a team. Raises Refused when there is one of this name."""
    team = Team(name=name)
    add_row(team, what=_("Team “{name}”").format(name=name), by=by, now=now)
    return team


def rename_team(team: Team, *, name: str, by: Member, now: datetime) -> None:
    """Give a team another name. Raises Refused when it is taken."""
    what = _("Team “{name}”").format(name=team.name)
    change_row(team, {"name": name}, what=what, by=by, now=now)


def remove_team(team: Team, *, by: Member, now: datetime) -> None:
    """Remove a team nobody is in and no opening belongs to; else raise Refused."""
    what = _("Team “{name}”").format(name=team.name)
    in_use = _("Members or openings belong to this team. Move them first.")
    remove_row(team, what=what, in_use=in_use, by=by, now=now)
