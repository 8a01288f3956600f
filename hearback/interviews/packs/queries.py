"""What stands in a pack: the topics, what the other side told, what earlier rounds looked at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from hearback.interviews.booking.itinerary import hosts_in
from hearback.interviews.booking.words import names, people_in
from hearback.interviews.models import Cover, Interview, InterviewState, Panelist
from hearback.interviews.packs.models import Aims, Hopes, Notes
from hearback.kit.vault import Lost, reveal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.interviews.booking.itinerary import Host

NOTES = "interview-notes"


@dataclass(frozen=True)
class Topic:
    """One part of an interview: about what, with whom, looking at which needs.

    `key` names the part of the plan it holds, so that notes on it outlive a new time.
    """

    key: str
    title: str
    people: str
    needs: Sequence[str]


def topics_of(interview: Interview) -> list[Topic]:
    """The parts that stand, in order, with the needs of the job each looks at."""
    there = interview.sittings.filter(is_on=True).prefetch_related("session__covers__criterion")
    return [
        Topic(
            str(one.session_id or f"sitting-{one.pk}"),
            one.topic,
            names(people_in(one)),
            [cover.criterion.text for cover in one.session.covers.all()] if one.session else [],
        )
        for one in there.order_by("begins_at")
    ]


def hosts_of(interview: Interview) -> list[Host]:
    """Whom the candidate meets, of those who wrote a line about themselves."""
    return [host for host in hosts_in(interview.sittings.filter(is_on=True)) if host.line]


def hopes_of(interview: Interview) -> Hopes | None:
    """What the candidate told those they meet, if anything."""
    return Hopes.objects.filter(interview=interview).first()


def aims_of(interview: Interview) -> list[Aims]:
    """What those who take part told the candidate, by name."""
    told = Aims.objects.filter(panelist__interview=interview, panelist__is_on=True)
    said = told.exclude(aims="", worries="").select_related("panelist__member")
    return list(said.order_by("panelist__member__name"))


def notes_of(interview: Interview) -> dict[str, str]:
    """The candidate's own notes by topic; for the page that their link opens, and nobody else."""
    kept = Notes.objects.filter(interview=interview).first()
    if kept is None:
        return {}
    try:
        found = json.loads(reveal(NOTES, kept.hidden))
    except Lost:
        return {}
    return {str(topic): str(words) for topic, words in found.items()}


def covered_before(interview: Interview) -> list[str]:
    """The needs that interviews held earlier looked at: nobody has to prove them twice."""
    earlier = Interview.objects.filter(
        application=interview.application, state=InterviewState.HELD
    ).exclude(pk=interview.pk)
    covers = Cover.objects.filter(session__round__interviews__in=earlier)
    texts = covers.order_by("criterion__position").values_list("criterion__text", flat=True)
    return list(dict.fromkeys(texts))


def without_packs(*, now: datetime, until: datetime) -> list[Interview]:
    """Booked interviews that begin by then and of which somebody has had no pack, soonest first.

    Three queries, however many are booked: this is asked every minute.
    """
    ahead = Interview.objects.booked().filter(begins_at__gt=now, begins_at__lte=until)
    related = _with_packs(ahead).select_related(
        "application__opening__owner__place",
        "application__opening__place",
        "application__candidate",
        "round__opening__place",
        "coordinator",
    )
    return [one for one in related.order_by("begins_at") if _lacking(one)]


def lacking(interview: Interview) -> list[Panelist | None]:
    """Who has had no pack as it stands: panelists, and None for the candidate."""
    return _lacking(_with_packs(Interview.objects.filter(pk=interview.pk)).get())


def _with_packs(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    on = Panelist.objects.filter(is_on=True, member__is_active=True).select_related("member")
    return interviews.prefetch_related("packs", Prefetch("panelists", on, to_attr="on_panel"))


def _lacking(interview: Interview) -> list[Panelist | None]:
    had = {pack.panelist_id for pack in interview.packs.all()}
    people: list[Panelist | None] = [None, *vars(interview)["on_panel"]]
    return [one for one in people if (one.pk if one else None) not in had]
