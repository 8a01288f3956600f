"""Reads about members' calendars: when they are busy, and how much of that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.interviews.calendars.models import BusySpan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.accounts.models import Member


def busy_spans(
    members: Iterable[Member], since: datetime, until: datetime
) -> dict[int, list[tuple[datetime, datetime]]]:
    """When these members are busy between two aware moments, by their ids; one query.

    Times are UTC and in order. Those of one calendar never touch, those of two may overlap. A
    member without a calendar has an empty list.
    """
    busy: dict[int, list[tuple[datetime, datetime]]] = {member.pk: [] for member in members}
    spans = BusySpan.objects.filter(member__in=list(busy), ends_at__gt=since, begins_at__lt=until)
    for member, begins_at, ends_at in spans.order_by("begins_at").values_list(
        "member_id", "begins_at", "ends_at"
    ):
        busy[member].append((begins_at, ends_at))
    return busy
