"""Which column of a list of customers is which, and one line of it read into keys and a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from hearback.relations.customers.models import LONGEST_SEGMENT
from hearback.rules.amounts import hundredths
from hearback.rules.matching import mail_key, phone_key
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# By the folded name of the column; the first that the file has is read, of numbers the first that
# can be rung. Shopify's export has E-mail, Phone, Default Address Phone, Total Spent, Total Orders.
NAMES: Mapping[str, tuple[str, ...]] = {
    "mail": (
        *("email", "e_mail", "mail", "email_address", "e_mail_address", "customer_email"),
        *("e_mail_adresse", "emailadresse", "courriel", "adresse_e_mail", "correo"),
        *("correo_electronico", "correo_electrónico"),
    ),
    "phone": (
        *("phone", "phone_number", "mobile", "mobile_phone", "telephone", "tel"),
        *("default_address_phone", "telefon", "telefonnummer", "handy", "téléphone", "teléfono"),
    ),
    "value": (
        *("yearly_value", "annual_value", "value_a_year", "yearly_spend", "annual_spend", "value"),
        *("total_spent", "amount_spent", "lifetime_value", "revenue", "umsatz", "jahresumsatz"),
        *("chiffre_d_affaires", "importe"),
    ),
    "orders": ("total_orders", "orders_count", "number_of_orders", "orders"),
    "segment": (
        *("segment", "customer_segment", "customer_group", "group", "tier", "level"),
        *("kundengruppe", "segmento"),
    ),
    "currency": ("currency", "currency_code", "währung", "devise", "moneda"),
    "country": ("country_code", "default_address_country_code", "country"),
}
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBERS = re.compile(r"\d{6}")
_ORDERS = re.compile(r"\d{1,9}")


class BrokenRow(Exception):
    """A line that cannot be taken; says why, without what stood in it."""


class NoCustomer(Exception):
    """A line of somebody who never bought anything."""


class Known(NamedTuple):
    """What is kept of one customer; `value` in hundredths a year, None where nobody knows."""

    key: bytes
    phone_key: bytes | None
    segment: str
    value: int | None
    currency: str


@dataclass(frozen=True)
class Terms:
    """How to read what a line leaves out, and for how many years its value stands."""

    secret: bytes
    currency: str
    country: str
    years: float = 1


def columns_of(found: Sequence[str]) -> dict[str, list[str]]:
    """Which of a file's columns (folded names) say what; what no column says is missing."""
    there = {said: [name for name in names if name in found] for said, names in NAMES.items()}
    return {said: names for said, names in there.items() if names}


def read_row(cells: Mapping[str, str], columns: Mapping[str, list[str]], terms: Terms) -> Known:
    """One line as it is kept. Raises BrokenRow with a sentence, NoCustomer without an order."""
    orders = _said(cells, columns, "orders")
    if orders and not _ORDERS.fullmatch(orders):
        raise BrokenRow(_("The number of orders is no number."))
    if orders and int(orders) == 0:
        raise NoCustomer
    key, phone = _keys(cells, columns, terms)
    return Known(
        key=key,
        phone_key=phone,
        segment=_segment(_said(cells, columns, "segment")),
        value=_value(_said(cells, columns, "value"), terms),
        currency=_currency(_said(cells, columns, "currency") or terms.currency),
    )


def _said(cells: Mapping[str, str], columns: Mapping[str, list[str]], what: str) -> str:
    """What the first column of that name says; Excel's apostrophe before a text is none of it."""
    names = columns.get(what)
    return cells[names[0]].lstrip("'") if names else ""


def _keys(
    cells: Mapping[str, str], columns: Mapping[str, list[str]], terms: Terms
) -> tuple[bytes, bytes | None]:
    """The key of the customer, and of their number; the address goes before the number."""
    typed = _said(cells, columns, "mail")
    mail = mail_key(terms.secret, typed) if typed else None
    phone = _phone(cells, columns, terms)
    if mail is None and phone is None:
        if typed:
            raise BrokenRow(_("The e-mail address is none, and there is no number to ring."))
        raise BrokenRow(_("There is neither an e-mail address nor a number to ring."))
    return mail or phone or b"", phone


def _phone(
    cells: Mapping[str, str], columns: Mapping[str, list[str]], terms: Terms
) -> bytes | None:
    for name in columns.get("phone", ()):
        typed = cells[name].lstrip("'")
        found = phone_key(terms.secret, typed, _near(cells, columns, terms)) if typed else None
        if found is not None:
            return found
    return None


def _near(cells: Mapping[str, str], columns: Mapping[str, list[str]], terms: Terms) -> str:
    """The country a number most likely is of."""
    country = _said(cells, columns, "country").upper()
    return country if _COUNTRY.fullmatch(country) else terms.country


def _segment(said: str) -> str:
    """The group they are in. What looks like somebody's address or number is none."""
    if not said:
        return ""
    name = one_line(said, LONGEST_SEGMENT)
    if "@" in name or _NUMBERS.search(name.replace(" ", "")):
        raise BrokenRow(_("The segment looks like somebody's address or number."))
    return name


def _value(said: str, terms: Terms) -> int | None:
    if not said:
        return None
    try:
        return int(hundredths(said) / terms.years)
    except ValueError:
        raise BrokenRow(_("The value is no amount of money.")) from None


@lru_cache(maxsize=64)
def _currency(said: str) -> str:
    code = said.upper()
    if not _CURRENCY.fullmatch(code):
        raise BrokenRow(_("The currency is no code of three letters, such as CAD."))
    return code
