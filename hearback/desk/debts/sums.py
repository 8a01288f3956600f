"""Words owed to us in sums: by team and client, by person, and who waits because of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q

from hearback.feedback.asking.queries import told
from hearback.kit.paging import PAGE, Place, cut
from hearback.pipeline.models import Contact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.feedback.asking.models import Ask

# An agency may have more clients than anybody reads; those who owe the longest come first.
MOST_SIDES = 100


@dataclass(frozen=True)
class Side:
    """What one team of ours or one client owes, since when, and how many candidates wait for it."""

    name: str
    is_client: bool
    people: int
    open: int
    late: int
    since: datetime
    waiting: int


@dataclass(frozen=True)
class Sum:
    """What one contact owes: how many words, how many of them late, since when the oldest."""

    contact: Contact
    side: str
    open: int
    late: int
    since: datetime


def sides_of(asks: QuerySet[Ask], *, now: datetime) -> list[Side]:
    """What each team and each client owes of these, the longest waiting first; one read."""
    waits = Exists(told().filter(application=OuterRef("application")))
    rows = (
        asks.select_related(None)
        .order_by()
        .annotate(waits=waits)
        .values(team=F("contact__member__team__name"), client_name=F("contact__client__name"))
        .annotate(
            people=Count("contact", distinct=True),
            open=Count("pk"),
            late=Count("pk", filter=Q(promise__due_at__lte=now)),
            since=Min("asked_at"),
            waiting=Count("application", distinct=True, filter=Q(waits=True)),
        )
        .order_by("since")[:MOST_SIDES]
    )
    return [
        Side(
            name=row["client_name"] or row["team"] or "",
            is_client=row["client_name"] is not None,
            **{key: row[key] for key in ("people", "open", "late", "since", "waiting")},
        )
        for row in rows
    ]


def sums_of(
    asks: QuerySet[Ask], place: Place | None, *, now: datetime
) -> tuple[list[Sum], Place | None]:
    """One page of what each contact owes of these, the longest waiting first, from `place` on."""
    found = (
        asks.select_related(None)
        .order_by()
        .values(
            "contact",
            team=F("contact__member__team__name"),
            client_name=F("contact__client__name"),
        )
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=Q(promise__due_at__lte=now)),
            since=Min("asked_at"),
        )
    )
    if place is not None:
        tie = Q(since=place.moment, contact__gt=place.pk)
        found = found.filter(Q(since__gt=place.moment) | tie)
    rows, more = cut(list(found.order_by("since", "contact")[: PAGE + 1]), PAGE)
    last = rows[-1] if more else None
    return _with_contacts(rows), Place(last["since"], last["contact"]) if last else None


def _with_contacts(rows: Sequence[Mapping[str, Any]]) -> list[Sum]:
    contacts = Contact.objects.select_related("member", "client")
    known = contacts.in_bulk([row["contact"] for row in rows])
    return [
        Sum(
            known[row["contact"]],
            row["client_name"] or row["team"] or "",
            row["open"],
            row["late"],
            row["since"],
        )
        for row in rows
    ]
