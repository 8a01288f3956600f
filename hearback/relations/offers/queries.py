"""Reads of offers: what runs, what was given and redeemed in sums, and the page behind a till."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Prefetch, Q
from django.db.models.functions import TruncMonth

from hearback.accounts.queries import the_organisation
from hearback.kit.links import fingerprint
from hearback.relations.offers.models import Aim, Code, Interest, Occasion, Pool, PoolRow, Till
from hearback.rules.offers import Budget, Row, Sort, Told, fits, folded
from hearback.rules.wall import known_zone, local_day, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from hearback.pipeline.models import Opening

TILL = "offers:till"


class Given(NamedTuple):
    """How many codes of a pool have been given."""

    in_all: int
    this_month: int


@dataclass(frozen=True)
class Counted:
    """What became of a pool's codes in one month (its first day, on the house's clock)."""

    pool: str
    month: date
    given: int
    redeemed: int


class Person(NamedTuple):
    """Somebody with an application, and all that a rule may know of it."""

    application: int
    candidate: int
    told: Told


def our_zone() -> ZoneInfo:
    """The house's own time zone, by which days and months of offers are meant."""
    name = the_organisation().zone
    return zone_of(name if known_zone(name) else "UTC")


def today_at(now: datetime) -> date:
    """The day it is on the house's clock."""
    return local_day(now, our_zone())


def running(aim: Aim, *, now: datetime) -> list[Pool]:
    """The pools whose codes go out today, the oldest first, each with the rows of its rule."""
    found = Pool.objects.running(today_at(now)).filter(aim=aim)
    rows = Prefetch("rows", queryset=PoolRow.objects.order_by("pk"))
    return list(found.prefetch_related(rows).order_by("created_at", "pk"))


def running_at(occasion: Occasion, *, now: datetime) -> list[Pool]:
    """Those of them that go along with this kind of letter."""
    pools = running(Aim.THANKS, now=now)
    with_receipt = occasion == Occasion.RECEIPT
    return [pool for pool in pools if (pool.in_receipt if with_receipt else pool.in_answer)]


def rows_of(pool: Pool) -> list[Row]:
    """The rows of a pool's rule, as rules.offers reads them."""
    return [Row(Sort(row.sort), row.value) for row in pool.rows.all()]


def interests_asked_for(opening: Opening, *, now: datetime) -> list[str]:
    """What its form asks about: interests that rules of fitting pools name; usually nothing."""
    told = Told(opening.place_id, opening.team_id, opening.pk)
    asked: dict[str, str] = {}
    for pool in running(Aim.THANKS, now=now):
        rows = rows_of(pool)
        interests = [row.value for row in rows if row.sort is Sort.INTEREST]
        if interests and fits([row for row in rows if row.sort is not Sort.INTEREST], told):
            asked |= {folded(words): words for words in interests}
    return list(asked.values())


def people_behind(applications: Sequence[int]) -> list[Person]:
    """What rules may know of these; nothing of what was decided is read."""
    from hearback.pipeline.models import Application  # noqa: PLC0415

    told: dict[int, set[str]] = {}
    for key, words in Interest.objects.filter(application__in=applications).values_list(
        "application_id", "words"
    ):
        told.setdefault(key, set()).add(words)
    shown = ("pk", "candidate_id", "opening_id", "opening__place_id", "opening__team_id")
    found = Application.objects.filter(pk__in=applications).order_by("pk").values_list(*shown)
    return [
        Person(pk, candidate, Told(place, team, opening, frozenset(told.get(pk, ()))))
        for pk, candidate, opening, place, team in found
    ]


def budget_of(pool: Pool) -> Budget:
    """What may go of a pool."""
    return Budget(
        in_all=pool.most,
        a_month=pool.most_a_month,
        sum_in_all=pool.sum_in_all,
        sum_a_month=pool.sum_a_month,
        each=pool.each,
    )


def given_so_far(pool: Pool, *, now: datetime) -> Given:
    """How many codes of it are given, and how many this month on the house's clock."""
    first = now.astimezone(our_zone()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    counted = Code.objects.filter(pool=pool, given_at__isnull=False).aggregate(
        in_all=Count("pk"), this_month=Count("pk", filter=Q(given_at__gte=first))
    )
    return Given(**counted)


def given_and_redeemed(
    *, since: datetime | None = None, until: datetime | None = None
) -> list[Counted]:
    """Sums by pool and month; never who. `since` and `until` (aware) bound the moment of each.

    Redeemed counts in the month it was redeemed in, whenever it was given.
    """
    zone = our_zone()
    sums: dict[tuple[str, date], list[int]] = {}
    for place, field in enumerate(("given_at", "redeemed_at")):
        codes = Code.objects.filter(**{f"{field}__isnull": False})
        codes = codes.filter(**{f"{field}__gte": since}) if since else codes
        codes = codes.filter(**{f"{field}__lt": until}) if until else codes
        month = TruncMonth(field, tzinfo=zone)
        by_month = codes.annotate(month=month).values_list("pool__name", "month")
        for pool, at, count in by_month.annotate(count=Count("pk")).order_by():
            sums.setdefault((pool, at.date()), [0, 0])[place] += count
    return [Counted(pool, month, *counts) for (pool, month), counts in sorted(sums.items())]


def pool_by(public_id: UUID) -> Pool | None:
    """A pool by its number in an address."""
    return Pool.objects.filter(public_id=public_id).prefetch_related("rows").first()


def pools_with_sums() -> Iterable[Pool]:
    """Every pool, the newest first, with how many codes are free, given and redeemed."""
    return Pool.objects.annotate(
        free=Count("codes", filter=Q(codes__given_at=None, codes__redeemed_at=None)),
        given=Count("codes", filter=Q(codes__given_at__isnull=False)),
        redeemed=Count("codes", filter=Q(codes__redeemed_at__isnull=False)),
    ).order_by("-created_at", "-pk")


def open_tills() -> list[Till]:
    """Every till whose link works, the newest first."""
    return list(Till.objects.filter(revoked_at=None).order_by("-made_at"))


def till_behind(token: str) -> Till | None:
    """The till whose link this is; None for one that is not ours or works no more."""
    return Till.objects.filter(fingerprint=fingerprint(token), revoked_at=None).first()
