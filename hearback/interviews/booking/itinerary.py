"""Everything about the day of one interview, for its guest's page, the paper and its hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from hearback.accounts.queries import the_organisation, who_answers
from hearback.inbox.callbacks.words import hours_words, span_words, town
from hearback.interviews.booking import words
from hearback.interviews.models import RoundKind
from hearback.rules.numbers import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from hearback.accounts.models import Member, Place
    from hearback.interviews.models import Interview, Sitting

MAP = "https://www.openstreetmap.org/search?"


@dataclass(frozen=True)
class Row:
    """One part of the day, or the break before the next; a break has no topic."""

    hours: str
    topic: str = ""
    people: str = ""
    room: str = ""


@dataclass(frozen=True)
class Host:
    """Somebody the guest meets: who, in which role, about what, and what they say of themselves."""

    name: str
    role: str
    topics: str
    line: str = ""


@dataclass(frozen=True)
class Itinerary:
    """The whole day in the active language, on one clock."""

    interview: Interview
    when: str
    clock: str
    there: str
    where: str
    map_url: str
    rows: list[Row]
    hosts: list[Host]
    ring: Member
    number: str


def itinerary(interview: Interview, *, zone: str, now: datetime) -> Itinerary:
    """The day of a booked interview, on the clock of `zone` (IANA) and in the active language.

    `there` is the same time on the clock of the place, where that differs.
    """
    visit = interview.round
    ring = who_answers(interview.coordinator, now=now)
    number = ring.phone or the_organisation().phone
    sittings = list(interview.sittings.filter(is_on=True).select_related("room"))
    return Itinerary(
        interview=interview,
        when=words.when_words(interview, zone),
        clock=town(zone),
        there=_there(interview, zone) if visit.is_in_person else "",
        where=interview.where,
        map_url=map_of(visit.meets_at) if visit.is_in_person else "",
        rows=list(_rows(sittings, zone)),
        hosts=hosts_in(sittings),
        ring=ring,
        number=readable(number) or number,
    )


def map_of(place: Place) -> str:
    """A map of the place, by its address."""
    address = ", ".join(part for part in (place.street, place.postal_code, place.city) if part)
    return f"{MAP}{urlencode({'query': address})}"


def _there(interview: Interview, zone: str) -> str:
    place = interview.round.meets_at
    if interview.begins_at is None or interview.ends_at is None:
        return ""
    theirs = span_words(interview.begins_at, interview.ends_at, place.zone)
    same = theirs == span_words(interview.begins_at, interview.ends_at, zone)
    return "" if same else f"{theirs} ({town(place.zone)})"


def _rows(sittings: list[Sitting], zone: str) -> Iterator[Row]:
    before: datetime | None = None
    for one in sittings:
        if before is not None and before < one.begins_at:
            yield Row(hours_words(before, one.begins_at, zone))
        yield Row(
            hours=hours_words(one.begins_at, one.ends_at, zone),
            topic=one.topic,
            people=words.names(words.people_in(one)),
            room=one.room.name if one.room else "",
        )
        before = one.ends_at


def hosts_in(sittings: Iterable[Sitting]) -> list[Host]:
    """Whom the guest meets in these parts, in the order they come, each once."""
    topics: dict[Member, list[str]] = {}
    for one in sittings:
        for member in words.people_in(one):
            topics.setdefault(member, []).append(one.topic)
    return [
        Host(who.name, who.job_title, ", ".join(about), who.line) for who, about in topics.items()
    ]


def is_online(interview: Interview) -> bool:
    """Whether they meet by a link."""
    return interview.round.kind == RoundKind.VIDEO and bool(interview.round.link)
