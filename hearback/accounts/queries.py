"""Reads about the team: who is here, who covers for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member, Organisation, Role
from hearback.channels.models import Channel
from hearback.channels.numbers import stopped
from hearback.rules.numbers import e164

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def the_organisation() -> Organisation:
    """The one organisation of this installation. Raises Organisation.DoesNotExist before set-up."""
    return Organisation.objects.get(id=1)


# Whoever reads what customers are worth decides about nobody.
DECIDE = tuple(role for role, rights in RIGHTS.items() if Right.WORTH not in rights)


def who_may_decide() -> QuerySet[Member]:
    """Everybody who is here and may be given something about candidates: all but analysts."""
    return Member.objects.filter(is_active=True, role__in=DECIDE)


def is_away(member: Member, *, now: datetime) -> bool:
    """Whether this member is away on the local day of `now`, or has left."""
    return not member.is_active or member.is_away_on(now.astimezone(ZoneInfo(member.zone)).date())


def who_covers(member: Member, *, now: datetime) -> Member:
    """Who is told when this member's promise is at risk.

    The stand-in if there is one who is here, else a lead of the same team, else any lead or
    administrator who is here, else the member: nothing is owned by nobody.
    """
    stand_in = member.stand_in
    if stand_in is not None and not is_away(stand_in, now=now):
        return stand_in
    return lead_above(member, now=now)


def lead_above(member: Member, *, now: datetime) -> Member:
    """The lead of this member's team, else another lead or administrator, else the member."""
    above = Member.objects.filter(is_active=True, role__in=[Role.LEAD, Role.ADMINISTRATOR])
    others = list(above.exclude(pk=member.pk).order_by("pk"))
    others.sort(key=lambda other: (other.team_id != member.team_id, other.role != Role.LEAD))
    return next((other for other in others if not is_away(other, now=now)), member)


def who_answers(member: Member, *, now: datetime) -> Member:
    """Who takes on work meant for this member: the member, or who covers while they are away."""
    return who_covers(member, now=now) if is_away(member, now=now) else member


def who_receives(*, now: datetime) -> Member:
    """Who takes on what nobody is named for: a lead, else a recruiter, else an administrator.

    Somebody who is here goes before somebody who is away; never nobody.
    """
    order = [Role.LEAD, Role.RECRUITER, Role.ADMINISTRATOR]
    members = list(Member.objects.filter(is_active=True, role__in=order).order_by("pk"))
    members.sort(key=lambda one: order.index(Role(one.role)))
    return next((one for one in members if not is_away(one, now=now)), members[0])


def number_for_texts(member: Member) -> str:
    """The number (E.164) that text messages to this member go to; empty when none can.

    None can while no gateway for texts is set, without a number, and once it said stop.
    """
    if settings.HEARBACK_SMS is None or not member.phone:
        return ""
    number = e164(member.phone, member.place.country if member.place else "")
    return "" if not number or stopped([number]) else number


def ways_to_ask(member: Member) -> list[Channel]:
    """By which ways a member is asked for something, the one they like best first.

    Only ways that can be used: a text needs their phone and a gateway, a chat its address. Mail is
    always among them, at the end unless they put it elsewhere.
    """
    usable = {
        Channel.EMAIL: True,
        Channel.SMS: bool(number_for_texts(member)),
        Channel.CHAT: member.chat_id is not None,
    }
    wanted = [Channel(way) for way in member.ask_by if way in Channel.values]
    ways = [way for way in dict.fromkeys(wanted) if usable.get(way)]
    return ways if Channel.EMAIL in ways else [*ways, Channel.EMAIL]
