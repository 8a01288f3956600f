"""Reads for analysts and the insights alone: sums, never a person. Nothing that decides may ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count, Max, Q, StdDev, Sum

from hearback.kit.errors import NotYours
from hearback.relations.customers.models import Customer, CustomerFile, Seeker, ShopKey
from hearback.relations.customers.tallies import told
from hearback.rules.measures.floor import Unsaid, withheld

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

FILES_SHOWN = 20
FOUND, NOT_FOUND = "found", "not found"
# Sums are said in so many figures: one large customer among five must not be read off. Nor is one
# said of which one customer alone makes more than so much: it would be that one's value.
FIGURES, MOST_OF_ONE = 2, 0.8


@dataclass(frozen=True)
class Worth:
    """Of people who agreed to be looked for: how many are customers, and their value a year.

    `agreed` and `found` are people; `value` is by currency in whole units, rounded, of those whose
    value is known, where five or more have one in it.
    """

    agreed: int
    found: int
    value: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Valued:
    """The found customers with a value in one currency: how many, mean and deviation, in cents."""

    currency: str
    number: int
    mean: float
    deviation: float


def worth_of_everybody() -> Worth | Unsaid:
    """What everybody who agreed is worth."""
    return _said(told("worth", TALLIES["worth"]))


def segments_of_everybody() -> dict[str, int | Unsaid]:
    """How many found customers are of each segment; those of none under an empty name."""
    counts = {name or "": number for name, number in told("segments", TALLIES["segments"])}
    return {**counts, **withheld(counts)}


def values_of_everybody() -> list[Valued]:
    """What the found customers are worth in each currency, the commonest first."""
    return [Valued(*row) for row in told("values", TALLIES["values"])]


def files() -> list[CustomerFile]:
    """The lists that came last, newest first."""
    return list(CustomerFile.objects.select_related("by")[:FILES_SHOWN])


def file_of(public_id: UUID) -> CustomerFile:
    """One list. Raises NotYours where there is none."""
    found = CustomerFile.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotYours("There is no such list.")
    return found


def customers_known() -> int:
    """How many customers the lists and the shop have told us of."""
    return Customer.objects.count()


def shop_keys() -> dict[str, ShopKey]:
    """The keys of shops by kind."""
    return {one.kind: one for one in ShopKey.objects.all()}


def _standing() -> QuerySet[Seeker]:
    return Seeker.objects.filter(consent__ended_at=None)


def _worth(seekers: QuerySet[Seeker]) -> dict[str, Any]:
    """How many agreed and were found, and by currency how many have a value and its sum."""
    counted = seekers.aggregate(
        agreed=Count("pk"), found=Count("pk", filter=Q(customer__isnull=False))
    )
    customers = _customers(seekers)
    valued = customers.filter(value__isnull=False).values_list("currency").order_by("currency")
    sums = valued.annotate(Count("pk"), Sum("value"), Max("value"))
    rows = [[name, number, int(total), most] for name, number, total, most in sums]
    return {**counted, "customers": customers.count(), "sums": rows}


def _customers(seekers: QuerySet[Seeker]) -> QuerySet[Customer]:
    """Who was found, each once."""
    return Customer.objects.filter(pk__in=seekers.values("customer"))


def _segments() -> list[list[Any]]:
    found = _standing().filter(customer__isnull=False)
    counted = found.values_list("customer__segment__name").annotate(Count("pk"))
    return [list(row) for row in counted]


def _by_currency() -> list[list[Any]]:
    rows = (
        _customers(_standing())
        .filter(value__isnull=False)
        .values_list("currency")
        .annotate(number=Count("pk"), mean=Avg("value"), deviation=StdDev("value", sample=True))
    )
    ordered = rows.order_by("-number", "currency")
    # One alone has no deviation.
    return [[name, number, float(mean), float(off or 0)] for name, number, mean, off in ordered]


# What is asked of everybody who agreed, and kept where it takes long (see `tallies`).
TALLIES: dict[str, Callable[[], Any]] = {
    "worth": lambda: _worth(_standing()),
    "segments": _segments,
    "values": _by_currency,
}


def _said(counted: Mapping[str, Any]) -> Worth | Unsaid:
    split = {FOUND: counted["found"], NOT_FOUND: counted["agreed"] - counted["found"]}
    hidden = withheld(split)
    if FOUND in hidden:
        return hidden[FOUND]
    return Worth(
        counted["agreed"], counted["found"], _values(counted["sums"], counted["customers"])
    )


def _values(sums: Sequence[tuple[str, int, int, int]], customers: int) -> dict[str, int]:
    """The yearly values by currency, each customer once, however many addresses found them.

    A currency is left out where it or the rest tells of few, or one customer makes most of it.
    """
    counts = {currency: number for currency, number, _total, _most in sums}
    hidden = withheld({**counts, "": customers - sum(counts.values())})
    return {
        currency: _rounded(total // 100)
        for currency, _number, total, most in sums
        if currency not in hidden and most <= MOST_OF_ONE * total
    }


def _rounded(amount: int) -> int:
    size: int = 10 ** max(0, len(str(amount)) - FIGURES)
    return (amount + size // 2) // size * size
