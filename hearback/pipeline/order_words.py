"""How orders are said: their hours, what they name, and why something goes against one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.kit.moments import day_hour
from hearback.pipeline.models.order import OrderKind
from hearback.rules.numbers import readable
from hearback.rules.orders import next_safe
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models.order import Order

MONDAY = date(2024, 1, 1)


def hours_said(order: Order) -> str:
    """Safe hours in a line: "Monday to Friday 18:00 to 21:00; Saturday 10:00 to 20:00"."""
    same: list[tuple[list[int], str]] = []
    for weekday, periods in sorted((int(day), spans) for day, spans in order.hours.items()):
        said = ", ".join(
            _("%(begin)s to %(end)s") % {"begin": begin, "end": end} for begin, end in periods
        )
        if same and same[-1][1] == said and same[-1][0][-1] == weekday - 1:
            same[-1][0].append(weekday)
        else:
            same.append(([weekday], said))
    return "; ".join(f"{_days(weekdays)} {said}" for weekdays, said in same)


def _days(weekdays: list[int]) -> str:
    first, last = (_weekday(day) for day in (weekdays[0], weekdays[-1]))
    if len(weekdays) == 1:
        return first
    return _("%(begin)s to %(end)s") % {"begin": first, "end": last}


def _weekday(number: int) -> str:
    return date_format(MONDAY + timedelta(days=number), "l")


def town(zone: str) -> str:
    """The town whose clock a zone is called after."""
    return zone.rpartition("/")[2].replace("_", " ")


def what_it_says(order: Order) -> str:
    """What an order names, in the active language; empty when its kind says it all."""
    if order.kind == OrderKind.HOURS:
        said = {"hours": hours_said(order), "zone": town(order.zone)}
        return _("%(hours)s, %(zone)s time") % said
    if order.kind == OrderKind.NUMBERS:
        return ", ".join(readable(number) for number in order.names)
    first, also = order.name, order.names[1:]
    named = f"{first} ({', '.join(also)})" if also and order.kind != OrderKind.ADDRESSES else ""
    named = named or ", ".join(order.names)
    return ", ".join(part for part in (named, order.address) if part)


def not_told(order: Order, name: str, *, is_sure: bool) -> str:
    """Why somebody, or a company, may learn nothing."""
    said = {"name": name, "order": order.name}
    if is_sure:
        return _("%(name)s must not learn of this person: their order stands.") % said
    return (
        _(
            "%(name)s may be “%(order)s”, who must not learn of this person. Look, and say at "
            "their orders if it is another one."
        )
        % said
    )


def worked_there(order: Order, name: str, company: str, years: str) -> str:
    """That a colleague's past meets an order."""
    employer = f"{company} ({years})" if years else company
    said = {"name": name, "company": employer, "order": order.name}
    return (
        _(
            "%(name)s worked at %(company)s, and “%(order)s” must not learn of this person. Look, "
            "and say at their orders if it does no harm."
        )
        % said
    )


def not_there(order: Order, *, is_sure: bool) -> str:
    """Why a place will not do, or should be looked at."""
    said = {"order": what_it_says(order)}
    if is_sure:
        return _("This is at “%(order)s”, a place this person avoids. Choose another one.") % said
    return _("This is near “%(order)s”, a place this person avoids. Is it far enough?") % said


def not_now(order: Order, moment: datetime) -> str:
    """Why nobody rings or texts at this moment, and when somebody may."""
    said = {
        "hours": what_it_says(order),
        "when": day_hour(next_safe(moment, order.calendar), zone_of(order.zone)),
    }
    return _("They are reached only at these hours: %(hours)s. Next: %(when)s.") % said


def not_then(order: Order) -> str:
    """What speaks against meeting at an hour."""
    said = {"hours": what_it_says(order)}
    return _("This is outside of their safe hours: %(hours)s. Did they agree to it?") % said


def not_by_this(order: Order) -> str:
    """Why a number or an address may not be used."""
    said = {"order": what_it_says(order)}
    if order.kind == OrderKind.NUMBERS:
        return _("Only these numbers may be used for them: %(order)s.") % said
    return _("Only these addresses may be used for them: %(order)s.") % said
