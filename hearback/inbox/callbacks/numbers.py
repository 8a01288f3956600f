"""Telephone numbers as they are rung: in the one international spelling, and none that costs."""

from __future__ import annotations

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from hearback.kit.errors import Invalid

# Numbers that cost whoever rings them, so that nobody is paid by our asking.
COSTLY = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN})


def safe_number(typed: str, country: str) -> str:
    """A number as it is rung, such as +14165550123; `country` (two letters) is where it is rung.

    Raises Invalid for what is no number, and for one that costs extra to ring.
    """
    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException as error:
        raise Invalid(_plain(), {"number": _plain()}) from error
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) in COSTLY:
        raise Invalid(_plain(), {"number": _plain()})
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def likely_number(typed: str, country: str) -> str:
    """The same, and empty for what cannot be rung."""
    try:
        return safe_number(typed, country)
    except Invalid:
        return ""


def _plain() -> str:
    return _("Please check this number. Begin with the code of its country, as in +1 416 555 0123.")
