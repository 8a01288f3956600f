"""Whether what somebody ordered makes sense, word by word, before it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.kit.errors import Invalid, Refused
from hearback.pipeline.models import OrderKind
from hearback.rules.addresses import fold_address, plausible_address
from hearback.rules.calendar import WorkingCalendar
from hearback.rules.lines import one_line
from hearback.rules.numbers import e164
from hearback.rules.orders import lies_within, words_of
from hearback.rules.wall import known_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.pipeline.models import Application, Order

LONGEST_NAME, LONGEST_ADDRESS, MOST_NAMES, MOST_ORDERS = 120, 200, 10, 50
Week = dict[str, list[list[str]]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """An order as somebody would like it; see `pipeline.models.Order` for what each says."""

    kind: OrderKind
    names: Sequence[str] = ()
    address: str = ""
    hours: Week = field(default_factory=dict)
    zone: str = "UTC"
    covers_mail: bool = False


def clean(wanted: Wanted, application: Application) -> Wanted:
    """The order in the words it is kept in. Raises Invalid, naming the field, when it says nothing.

    Hours that leave no safe hour, and addresses without the one letters go to, contradict
    themselves: nobody could be reached at all.
    """
    names = [one_line(name, LONGEST_NAME) for name in wanted.names]
    names = list(dict.fromkeys(name for name in names if name))[:MOST_NAMES]
    address = one_line(wanted.address, LONGEST_ADDRESS)
    if wanted.kind in (OrderKind.COMPANY, OrderKind.PERSON):
        _refuse_wordless(names[:1], _("Please write the name."))
    elif wanted.kind == OrderKind.PLACE:
        said = [*names[:1], address]
        _refuse_wordless([" ".join(said)], _("Please write what it is called, or its address."))
    elif wanted.kind == OrderKind.HOURS:
        return Wanted(
            kind=wanted.kind,
            hours=_hours(wanted),
            zone=wanted.zone,
            covers_mail=wanted.covers_mail,
        )
    elif wanted.kind == OrderKind.NUMBERS:
        names = [_number(name, application) for name in names]
        _refuse_wordless(names[:1], _("Please write at least one number."))
    elif wanted.kind == OrderKind.ADDRESSES:
        names = _addresses(names, application)
    else:
        return Wanted(kind=wanted.kind)
    where = address if wanted.kind == OrderKind.PLACE else ""
    return Wanted(kind=wanted.kind, names=names, address=where)


def _refuse_wordless(names: Sequence[str], sentence: str) -> None:
    if not any(words_of(name) for name in names):
        raise Invalid(sentence, {"names": sentence})


def _hours(wanted: Wanted) -> Week:
    hours = {day: spans for day, spans in wanted.hours.items() if spans}
    if not hours:
        sorry = _("At least one hour of the week has to be safe, or nobody could ever reach you.")
        raise Invalid(sorry, {"hours": sorry})
    if not known_zone(wanted.zone):
        raise Invalid(_("Please choose a time zone."), {"zone": _("Please choose a time zone.")})
    try:
        calendar(hours, wanted.zone)
    except ValueError:
        sorry = _("These hours do not fit together: each has to end after it begins.")
        raise Invalid(sorry, {"hours": sorry}) from None
    return hours


def calendar(hours: Week, zone: str) -> WorkingCalendar:
    """Weekly hours as a value. Raises ValueError for what no clock could show."""
    return WorkingCalendar.from_json({"zone": zone, "hours": hours, "holidays": []})


def _number(typed: str, application: Application) -> str:
    number = e164(typed, application.opening.place.country)
    if not number:
        sorry = _("Please check this number: %(number)s.") % {"number": typed}
        raise Invalid(sorry, {"names": sorry})
    return number


def _addresses(typed: Sequence[str], application: Application) -> list[str]:
    wrong = next((one for one in typed if not plausible_address(one)), None)
    if wrong is not None or not typed:
        sorry = _("Please check this address: %(address)s.") % {"address": wrong or ""}
        raise Invalid(sorry, {"names": sorry})
    theirs = application.candidate.email
    if fold_address(theirs) not in {fold_address(one) for one in typed}:
        sorry = _(
            "Letters go to %(address)s now, which is not among these, so none could leave. Correct "
            "the address first."
        ) % {"address": theirs}
        raise Invalid(sorry, {"names": sorry})
    return list(typed)


def replaces(wanted: Wanted, standing: Order) -> bool:
    """Whether it takes the place of the one that stands; False when it says the same.

    Without a code an order only ever grows stricter. Raises Refused for one that allows more.
    """
    if wanted.kind == OrderKind.HOURS:
        narrower = lies_within(calendar(wanted.hours, wanted.zone), standing.calendar)
        _refuse_wider(is_stricter=narrower and wanted.covers_mail >= standing.covers_mail)
        same = wanted.hours == standing.hours and wanted.covers_mail == standing.covers_mail
        return not same
    _refuse_wider(is_stricter=set(wanted.names) <= set(standing.names))
    return set(wanted.names) != set(standing.names)


def _refuse_wider(*, is_stricter: bool) -> None:
    if not is_stricter:
        raise Refused(
            _("An order of this kind stands, and this one allows more. Lift that one first.")
        )
