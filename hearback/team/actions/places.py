"""Places where people work, and the days their doors are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.accounts.models import ClosedDay, Place
from hearback.kit.errors import Invalid, Refused
from hearback.rules.countries import country_names, part_code
from hearback.team.actions.house import check_zone
from hearback.team.actions.setting import add_row, change_row, note, remove_row

if TYPE_CHECKING:
    from datetime import date, datetime

    from hearback.accounts.models import Member


def add_place(values: dict[str, Any], *, by: Member, now: datetime) -> Place:
    """Add a place. Raises Invalid for a country, part or zone we do not know."""
    place = Place(**_checked(values))
    add_row(place, what=_what(place), by=by, now=now)
    return place


def change_place(place: Place, values: dict[str, Any], *, by: Member, now: datetime) -> None:
    """Change a place; promises made already keep their dates."""
    change_row(place, _checked(values), what=_what(place), by=by, now=now)


def remove_place(place: Place, *, by: Member, now: datetime) -> None:
    """Remove a place no member works at and no opening is in; else raise Refused."""
    in_use = _("Members or openings are at this place. Move them first.")
    remove_row(place, what=_what(place), in_use=in_use, by=by, now=now)


@transaction.atomic
def close_on(place: Place, *, day: date, name: str, by: Member, now: datetime) -> None:
    """Add a day on which this place is closed. Raises Refused when it is noted already."""
    _closed, is_new = ClosedDay.objects.get_or_create(place=place, day=day, defaults={"name": name})
    if not is_new:
        raise Refused(_("This place is closed on that day already."))
    change = _("closed on {day} ({why})").format(day=date_format(day, _("j F Y")), why=name)
    note(_what(place), change, by=by, now=now)


@transaction.atomic
def open_on(closed: ClosedDay, *, by: Member, now: datetime) -> None:
    """Take a closed day back; doing it twice changes nothing."""
    if ClosedDay.objects.filter(pk=closed.pk).delete()[0]:
        change = _("open after all on {day}").format(day=date_format(closed.day, _("j F Y")))
        note(_what(closed.place), change, by=by, now=now)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    country = str(values["country"]).upper()
    if country not in country_names():
        raise Invalid(_("We know no public holidays for this country."))
    check_zone(values["zone"])
    try:
        return {
            **values,
            "country": country,
            "subdivision": part_code(country, values["subdivision"]),
        }
    except ValueError as wrong:
        raise Invalid(str(wrong)) from None


def _what(place: Place) -> str:
    return _("Place “{name}”").format(name=place.name)
