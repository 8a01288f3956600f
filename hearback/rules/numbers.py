"""Phone numbers: one spelling to compare and ring (E.164), one to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat

LONGEST = 15
# A whole number with its country's code, and nothing but marks between the digits.
_WHOLE = re.compile(r"\+[0-9 ().-]{7,24}")
_MARKS = str.maketrans("", "", " ().-")


def e164(typed: str, country: str = "") -> str:
    """The number as E.164 (``+14165550123``); empty when nobody could ring it.

    `country` (two letters) is where somebody who leaves the country code out most likely is; a
    number that does not exist there is from elsewhere, and gives nothing. An extension has no place
    in E.164, so a number with one gives nothing either.
    """
    return _as_it_is(typed) or _parsed(typed, country)


def _parsed(typed: str, country: str) -> str:
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


@dataclass(frozen=True)
class _Plan:
    """How the numbers of a calling code are made: their lengths, and what may stand before them."""

    code: str
    lengths: frozenset[int]
    prefix: re.Pattern[str] | None


def _as_it_is(typed: str) -> str:
    """A number the library would only take the marks out of, without asking it; else empty.

    Lists of customers are full of them, and parsing one takes as long as all else about its line.
    """
    if not _WHOLE.fullmatch(typed):
        return ""
    number = typed.translate(_MARKS)
    plan = _plan(number[1:2]) or _plan(number[1:3]) or _plan(number[1:4])
    if plan is None:
        return ""
    national = number[1 + len(plan.code) :]
    is_plain = len(national) in plan.lengths and national[0] != "0" and len(number) <= LONGEST + 1
    return number if is_plain and not (plan.prefix and plan.prefix.match(national)) else ""


@cache
def _plan(code: str) -> _Plan | None:
    """A calling code (at most three digits) and its plan, by what the library knows of it."""
    if not code or code[0] == "0":
        return None
    region = phonenumbers.region_code_for_country_code(int(code))
    known = PhoneMetadata.metadata_for_region_or_calling_code(int(code), region)
    if known is None or known.general_desc is None:
        return None
    before = known.national_prefix_for_parsing
    lengths = frozenset(known.general_desc.possible_length)
    return _Plan(code, lengths, re.compile(before) if before else None)


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
