"""Phone numbers: one spelling to compare and ring (E.164), one to read."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

LONGEST = 15


def e164(typed: str, country: str = "") -> str:
    """The number as E.164 (``+14165550123``); empty when nobody could ring it.

    `country` (two letters) is where somebody who leaves the country code out most likely is; a
    number that does not exist there is from elsewhere, and gives nothing. An extension has no place
    in E.164, so a number with one gives nothing either.
    """
    try:
        number = phonenumbers.parse(typed, country.upper() or None)
    except NumberParseException:
        return ""
    if number.extension or not phonenumbers.is_possible_number(number):
        return ""
    is_guessed = not typed.lstrip().startswith(("+", "00"))
    if is_guessed and not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def readable(number: str) -> str:
    """An E.164 number in groups, as people write it; anything else as it is."""
    if not number.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return number
    if phonenumbers.format_number(parsed, PhoneNumberFormat.E164) != number:
        return number
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def cover(number: str) -> str:
    """A number that gives nobody away who does not know it already: its last two digits."""
    return f"…{number[-2:]}"


def cover_address(email: str) -> str:
    """An address likewise: its first letter and its domain."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}***@{domain}"
