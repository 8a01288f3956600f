"""Rooms of a place: where people meet; a room that was used is retired, never forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from hearback.interviews.models import Room
from hearback.interviews.plan.kinds import ROOM_CHANGED
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.differences import difference, values_of
from hearback.ledger.kinds import SETTING_CHANGED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.accounts.models import Member

FIELDS = ("name", "how_to_find")


@transaction.atomic
def add_room(values: Mapping[str, Any], *, by: Member, now: datetime) -> Room:
    """Add a room to a place. Raises Refused when the place has one of this name."""
    room = Room(**values)
    _store(room)
    _note(room, _("added"), by=by, now=now)
    return room


@transaction.atomic
def change_room(room: Room, values: Mapping[str, Any], *, by: Member, now: datetime) -> None:
    """Name a room otherwise, or say how to find it; itineraries say so at once.

    What follows tells whoever is booked there. Raises Refused when its place has another of this
    name.
    """
    room = _locked(room)
    before = values_of(room, FIELDS)
    for name in FIELDS:
        setattr(room, name, values[name])
    _store(room)
    if change := difference(before, values_of(room, FIELDS)):
        said = {"room": room.name, "change": change, "pk": room.pk}
        record(ROOM_CHANGED, by=by, now=now, payload=said)


@transaction.atomic
def retire_room(room: Room, *, by: Member, now: datetime) -> int:
    """Book nothing new in a room; returns how many meetings to come stay booked in it."""
    room = _locked(room)
    if room.is_active:
        room.is_active = False
        room.save(update_fields=["is_active"])
        _note(room, _("retired"), by=by, now=now)
    return room.sittings.filter(is_on=True, begins_at__gt=now).count()


@transaction.atomic
def bring_room_back(room: Room, *, by: Member, now: datetime) -> None:
    """Let a retired room be booked again."""
    room = _locked(room)
    if not room.is_active:
        room.is_active = True
        room.save(update_fields=["is_active"])
        _note(room, _("used again"), by=by, now=now)


@transaction.atomic
def remove_room(room: Room, *, by: Member, now: datetime) -> None:
    """Delete a room nobody ever met in. Raises Refused for one in which somebody did."""
    room = _locked(room)
    try:
        with transaction.atomic():
            room.delete()
    except ProtectedError:
        raise Refused(
            _("People met or will meet in “{name}”. Retire it instead.").format(name=room.name)
        ) from None
    _note(room, _("removed"), by=by, now=now)


def _locked(room: Room) -> Room:
    found = Room.objects.select_for_update(of=["self"]).select_related("place").filter(pk=room.pk)
    row = found.first()
    if row is None:
        raise Refused(_("“{name}” was removed meanwhile.").format(name=room.name))
    return row


def _store(room: Room) -> None:
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError:
        raise Refused(
            _("{place} has a room called “{name}” already.").format(
                place=room.place.name, name=room.name
            )
        ) from None


def _note(room: Room, change: str, *, by: Member, now: datetime) -> None:
    if change:
        what = _("The room “{name}”, {place}").format(name=room.name, place=room.place.name)
        record(SETTING_CHANGED, by=by, now=now, payload={"what": what, "change": change})
