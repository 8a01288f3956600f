"""Public reviews as numbers and words: shares of a scale, what makes two the same, a short form."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from hearback.rules.lines import up_to

SHORT = 320
_LARGEST = Decimal(1000)


@dataclass(frozen=True)
class Rating:
    """What somebody gave on the scale of the site they gave it on."""

    given: Decimal
    low: Decimal
    high: Decimal

    @property
    def share(self) -> float:
        """How far up its own scale, from 0 to 1: 4 of 1 to 5 is 0.75, 8 of 0 to 10 is 0.8."""
        return float((self.given - self.low) / (self.high - self.low))


def rating_of(given: str, low: str, high: str) -> Rating | None:
    """A rating as typed, commas for points too; None without one.

    Raises ValueError with a sentence for what is no number, or lies beyond its scale.
    """
    if not given.strip():
        return None
    rating = Rating(_number(given), _number(low or "1"), _number(high or "5"))
    if rating.low >= rating.high:
        raise ValueError("The scale has to end above where it begins.")
    if not rating.low <= rating.given <= rating.high:
        raise ValueError("The rating lies beyond its scale.")
    return rating


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError(f"“{text.strip()[:20]}” is no number.") from None
    if not number.is_finite() or abs(number) > _LARGEST:
        raise ValueError(f"“{text.strip()[:20]}” is no number.")
    return number.quantize(Decimal("0.01"))


def fingerprint_of(source: str, external_id: str, text: str, written_on: str) -> str:
    """What makes two reviews the same one: the site's own number, else site, day and words."""
    parts: tuple[str, ...]
    if external_id:
        parts = ("id", source.casefold(), external_id)
    else:
        parts = ("words", source.casefold(), written_on, " ".join(text.casefold().split()))
    return sha256("\x00".join(parts).encode()).hexdigest()


def shortened(text: str) -> str:
    """The beginning of a long text, cut between words or else letters; a short one whole."""
    if len(text) <= SHORT:
        return text
    head = up_to(text, SHORT)
    cut = head.rsplit(maxsplit=1)[0] if " " in head[SHORT // 2 :] else head
    return f"{cut}…"
