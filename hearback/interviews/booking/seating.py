"""Who sits where and when: the rows of a booked interview, and what the database refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.interviews.availability.queries import panel_can
from hearback.interviews.booking.against import heed_orders, plans_for
from hearback.interviews.booking.words import SEAT
from hearback.interviews.models import Panelist, Reply, Room, Seat, Sitting
from hearback.kit.errors import Refused
from hearback.kit.links import fingerprint, token

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.interviews.models import Interview
    from hearback.rules.slots import Part, Slot

NEVER_TWICE = "is_never_booked_twice"


class Taken(Refused):
    """Somebody was faster: the time that was wanted is not free any more."""


def seat(interview: Interview, slot: Slot, *, by: Member | None, now: datetime) -> None:
    """Put everybody of a slot into their seats, in the caller's transaction.

    Whoever books the same people or rooms waits here, always in the same order, so that nobody
    waits for each other; the database then decides. `by` is None for the candidate, whose choice
    fills nobody's day beyond their limits; by hand that has been warned of. Raises Taken when
    somebody was faster, and Refused when somebody has left.
    """
    heed_orders(interview.application, plans_for(interview.round, slot, by=by), by=by, now=now)
    members = _wait_for_turn(slot)
    if any(not member.is_active for member in members.values()):
        raise Refused(_("Somebody in this is not with us any more. Choose who comes instead."))
    if by is None and not panel_can(slot, interview.round, now=now, ignoring=interview):
        raise _taken()
    try:
        with transaction.atomic():
            for part in slot.parts:
                _sit(interview, part, members)
    except IntegrityError as error:
        if NEVER_TWICE not in str(error):
            raise
        raise _taken() from error


def _taken() -> Taken:
    return Taken(_("This time has just been taken. Please choose another one."))


def hold_members(people: Iterable[int]) -> dict[int, Member]:
    """These members (ids) as they are now, each locked in the order of their keys.

    After the application and its interview, and before rooms: see `hold`.
    """
    held = Member.objects.select_for_update(no_key=True, of=["self"]).filter(pk__in=people)
    return {member.pk: member for member in held.order_by("pk")}


def _wait_for_turn(slot: Slot) -> dict[int, Member]:
    members = hold_members({member for part in slot.parts for member in part.members})
    rooms = {part.room for part in slot.parts if part.room is not None}
    list(Room.objects.select_for_update(no_key=True).filter(pk__in=rooms).order_by("pk"))
    return members


def _sit(interview: Interview, part: Part, members: dict[int, Member]) -> None:
    session = interview.round.sessions.filter(pk=part.session).first()
    sitting = Sitting.objects.create(
        interview=interview,
        session=session,
        topic=session.topic if session else interview.round.name,
        room_id=part.room,
        begins_at=part.begins_at,
        ends_at=part.ends_at,
    )
    for key in sorted(part.members):
        take_seat(sitting, panelist_of(interview, members[key]))


def take_seat(sitting: Sitting, panelist: Panelist) -> None:
    """Give somebody a seat in a part, also if they had one there before and gave it up."""
    Seat.objects.update_or_create(
        sitting=sitting,
        member=panelist.member,
        defaults={
            "panelist": panelist,
            "begins_at": sitting.begins_at,
            "ends_at": sitting.ends_at,
            "is_on": True,
        },
    )


def panelist_of(interview: Interview, member: Member, *, is_stand_in: bool = False) -> Panelist:
    """This colleague as somebody who takes part, with their link; who was stood down is back.

    What the calendar of somebody who is back answered before says nothing of it.
    """
    there = interview.panelists.filter(member=member).first()
    if there is None:
        public_id = uuid4()
        return Panelist.objects.create(
            public_id=public_id,
            interview=interview,
            member=member,
            is_stand_in=is_stand_in,
            link_fingerprint=fingerprint(token(SEAT, public_id, 1)),
        )
    if not there.is_on:
        there.is_on, there.is_stand_in = True, is_stand_in
        there.reply, there.replied_at, there.reply_sequence = Reply.NONE, None, None
        there.save()
    return there


def raise_version(interview: Interview, panelists: Iterable[int]) -> None:
    """Let the calendars of these alone (by id) take what comes next for newer."""
    mine = interview.panelists.filter(pk__in=list(panelists))
    mine.update(version_ahead=F("version_ahead") + 1)


def stand_up(interview: Interview) -> None:
    """Free every seat and room of an interview; the rows stay for the record."""
    Seat.objects.filter(sitting__interview=interview, is_on=True).update(is_on=False)
    interview.sittings.filter(is_on=True).update(is_on=False)


def stand_down(interview: Interview, panelists: Iterable[Panelist]) -> None:
    """Let these take part no more."""
    interview.panelists.filter(pk__in=[one.pk for one in panelists]).update(is_on=False)


def panel_of(interview: Interview) -> list[Panelist]:
    """Who takes part as it stands."""
    on = interview.panelists.filter(is_on=True)
    return list(on.select_related("member", "interview").order_by("member__name"))
