"""What a text message costs: how many parts the networks cut it into, by GSM 03.38 or UCS-2."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# One character outside these two and the whole message is sent as UCS-2.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
# Units in one part, and in each of several, which carry a header of six bytes.
_GSM, _GSM_EACH = 160, 153
_UCS, _UCS_EACH = 70, 67
# Characters beyond this need two of UCS-2.
_PLANE = 0xFFFF
# What word processors and keyboards put in and plain text says as well.
_PLAINER = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
        "\u2026": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Length:
    """How long a text message is: `units` as the network counts them, in `parts` billed parts."""

    units: int
    parts: int
    is_gsm: bool


def measure(text: str) -> Length:
    """How the networks count a text; an empty one has no part."""
    if all(character in _BASIC or character in _EXTENDED for character in text):
        widths = [2 if character in _EXTENDED else 1 for character in text]
        return Length(sum(widths), _parts(widths, _GSM, _GSM_EACH), is_gsm=True)
    widths = [2 if ord(character) > _PLANE else 1 for character in text]
    return Length(sum(widths), _parts(widths, _UCS, _UCS_EACH), is_gsm=False)


def _parts(widths: list[int], alone: int, each: int) -> int:
    """A character of two units is never cut in two, so a part may stay a unit short."""
    if sum(widths) <= alone:
        return 1 if widths else 0
    parts, filled = 1, 0
    for width in widths:
        if filled + width > each:
            parts, filled = parts + 1, 0
        filled += width
    return parts


def plainer(text: str) -> str:
    """The text without curly quotes, long dashes and odd spaces, which would triple its cost."""
    return text.translate(_PLAINER)


def cost(parts: int, price: Decimal) -> Decimal:
    """What so many parts cost at this price each."""
    return parts * price
