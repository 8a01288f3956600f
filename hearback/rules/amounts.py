"""Amounts of money as people and shops write them, read into hundredths or not at all."""

from __future__ import annotations

import re
import unicodedata

# Ten thousand million: more is a slip, such as a phone number in the wrong column.
MOST = 10**12
_SIGNS = re.compile(r"[^\d.,'’\s+-]")
_PLAIN = re.compile(r"\d+")
# The amounts that need no second look, as a program writes them.
_WRITTEN = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,2}))?")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*")


def hundredths(text: str) -> int:
    """How many hundredths of its currency an amount is, such as 123450 for "1,234.50".

    Currency signs and letters around it do not matter. The last point or comma divides off the
    hundredths where one or two digits follow; three digits after a single one are thousands.
    Raises ValueError for what is no amount, is less than nothing, or is out of all proportion.
    """
    written = _WRITTEN.fullmatch(text)
    if written:
        return int(written[1]) * 100 + int((written[2] or "").ljust(2, "0"))
    return _by_sign(text)


def _by_sign(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    if plain.startswith(("=", "@")) or "%" in plain:
        raise ValueError("This is no amount.")
    bare = _SIGNS.sub("", plain).strip()
    if "-" in bare:
        raise ValueError("An amount less than nothing.")
    whole, part = _divided(" ".join(bare.lstrip("+").split()))
    found = int(whole) * 100 + int(part.ljust(2, "0"))
    if found > MOST:
        raise ValueError("An amount out of all proportion.")
    return found


def _divided(bare: str) -> tuple[str, str]:
    """The digits before and after what divides off the hundredths."""
    split = re.fullmatch(r"(.*)[.,](\d{1,2})", bare)
    whole, part = (split[1], split[2]) if split else (bare, "")
    if split and not whole:
        whole = "0"
    if not _PLAIN.fullmatch(whole):
        if not _GROUPED.fullmatch(whole):
            raise ValueError("This is no amount.")
        whole = re.sub(r"\D", "", whole)
    if not whole.isascii():
        raise ValueError("This is no amount.")
    return whole, part
