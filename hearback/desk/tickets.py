"""People on a board as shown: how long they wait, what is on its way, where a press leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.desk.words import broken_before, leaves_words, stuck_words
from hearback.kit.moments import wait_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.desk.queries.board import Card, Lane
    from hearback.kit.paging import Count, Place
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Stage


@dataclass(frozen=True)
class Ticket:
    """One person as a card or a row."""

    name: str
    url: str
    move: str
    move_words: str
    stage: str
    waits: str
    leaves: str
    promise: Promise | None
    is_late: bool


@dataclass(frozen=True)
class ShownLane:
    """One stage with its people as cards."""

    stage: Stage
    people: Count
    late: Count
    waits: str
    tickets: list[Ticket]
    next: Place | None


def shown_lanes(lanes: Iterable[Lane], reader: Member, *, now: datetime) -> list[ShownLane]:
    """Lanes in the reader's words."""
    return [
        ShownLane(
            stage=lane.stage,
            people=lane.people,
            late=lane.late,
            waits=_oldest(lane.oldest, now),
            tickets=tickets_of(lane.cards, reader, now=now),
            next=lane.next,
        )
        for lane in lanes
    ]


def tickets_of(cards: Iterable[Card], reader: Member, *, now: datetime) -> list[Ticket]:
    """Cards in the reader's words."""
    # Asked once: finding an address by name takes longer than everything else a card needs.
    somebody = UUID(int=0)
    address = reverse("desk:application", args=[somebody])
    return [
        _ticket(card, address.replace(str(somebody), str(card.application.public_id)), reader, now)
        for card in cards
    ]


def _ticket(card: Card, url: str, reader: Member, now: datetime) -> Ticket:
    person = card.application
    stage = person.stage.name if person._state.fields_cache.get("stage") else ""
    return Ticket(
        name=person.name,
        url=url,
        move=f"{url}move/",
        move_words=_("Move {name}").format(name=person.name),
        stage=stage,
        waits=_("waits {time}").format(time=wait_words(person.received_at, now)),
        leaves=_leaves(card, reader),
        promise=broken_before(card.promise) or card.promise if card.promise else None,
        is_late=card.is_late,
    )


def _leaves(card: Card, reader: Member) -> str:
    way = card.way
    if way is None:
        return ""
    if way.is_stuck and way.letter:
        return stuck_words(way.kind, way.letter)
    return leaves_words(way.kind, way.state, way.leaves, reader)


def _oldest(since: datetime | None, now: datetime) -> str:
    if since is None:
        return ""
    return _("the longest wait is {time}").format(time=wait_words(since, now))
