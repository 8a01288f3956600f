"""What tests of interviews need besides the cast: a plan, people invited, people booked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from hearback.interviews.models import (
    Cover,
    Guide,
    Interview,
    InterviewState,
    Panelist,
    Round,
    RoundKind,
    Seat,
    Session,
    Sitting,
)
from hearback.kit.links import fingerprint, token
from hearback.rules.slots import Part, Slot
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Opening
    from tests.cast import Cast

MINUTE = timedelta(minutes=1)
MONDAY = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
"""Monday 30 November 2026, 10:00 in Toronto: six days after NOW."""
PANELIST = "portal:seat"
KIT = {
    "questions": "Tell me about a hard week.",
    "level_1": "Has led nobody",
    "level_2": "Led now and then",
    "level_3": "Led for two years",
    "level_4": "Led and taught others",
}
"""What the kit says of each criterion of the plan."""


def plan(
    cast: Cast, *, opening: Opening | None = None, kind: RoundKind = RoundKind.ON_SITE
) -> Round:
    """A visit in two parts: the job with Grace, then, after a break, customers with Ben."""
    opening = opening or cast.opening
    position = opening.rounds.count() + 1
    opening.place.street = "471 Queen Street West"
    opening.place.save(update_fields=["street"])
    visit = Round.objects.create(
        opening=opening,
        position=position,
        name="A visit to the shop",
        kind=kind,
        link="https://meet.example/harbour" if kind == RoundKind.VIDEO else "",
        how_to_get_in="Ring at the side door; Grace lets you in.",
        bring="Nothing but your questions.",
        dress="Whatever you would wear at work.",
        expenses="We pay your fare.",
        ready_at=NOW,
    )
    job = Session.objects.create(
        round=visit, position=1, topic="Leading a team", minutes=45, break_after=15
    )
    job.people.add(cast.grace)
    floor = Session.objects.create(round=visit, position=2, topic="On the floor", minutes=30)
    floor.people.add(cast.ben)
    free = opening.criteria.filter(covered_by=None).order_by("position")
    for session, criterion in zip((job, floor), free, strict=False):
        Cover.objects.create(session=session, criterion=criterion)
        Guide.objects.get_or_create(criterion=criterion, defaults=KIT)
    return visit


def invited(cast: Cast, application: Application, visit: Round | None = None) -> Interview:
    """Somebody who was invited and has not chosen a time."""
    return Interview.objects.create(
        uid=f"{uuid4()}@harbour.example",
        application=application,
        round=visit or plan(cast, opening=application.opening),
        coordinator=cast.susan,
        invited_at=NOW,
    )


def booked(
    cast: Cast,
    application: Application,
    visit: Round | None = None,
    *,
    at: datetime = MONDAY,
    sessions: Iterable[Session] | None = None,
) -> Interview:
    """Somebody who comes at `at` (aware); all people of each part take part."""
    interview = invited(cast, application, visit)
    begins_at = at
    for session in sessions or interview.round.sessions.all():
        ends_at = begins_at + session.minutes * MINUTE
        _sit(interview, session, begins_at, ends_at, session.people.all())
        interview.ends_at = ends_at
        begins_at = ends_at + session.break_after * MINUTE
    interview.state, interview.begins_at, interview.booked_at = InterviewState.BOOKED, at, NOW
    interview.where = "Toronto Queen Street"
    interview.save()
    return interview


def time_at(visit: Round, at: datetime) -> Slot:
    """The time of a round that begins at `at` (aware), with everybody of each part."""
    parts, begins_at = [], at
    for session in visit.sessions.all():
        ends_at = begins_at + session.minutes * MINUTE
        people = tuple(session.people.order_by("pk").values_list("pk", flat=True))
        parts.append(Part(session.pk, begins_at, ends_at, people, None))
        begins_at = ends_at + session.break_after * MINUTE
    return Slot(at, parts[-1].ends_at, tuple(parts))


def _sit(
    interview: Interview,
    session: Session,
    begins_at: datetime,
    ends_at: datetime,
    people: Iterable[Member],
) -> None:
    sitting = Sitting.objects.create(
        interview=interview,
        session=session,
        topic=session.topic,
        begins_at=begins_at,
        ends_at=ends_at,
    )
    for member in people:
        panelist = _panelist(interview, member)
        Seat.objects.create(
            sitting=sitting,
            panelist=panelist,
            member=member,
            begins_at=begins_at,
            ends_at=ends_at,
        )


def _panelist(interview: Interview, member: Member) -> Panelist:
    there = interview.panelists.filter(member=member).first()
    if there is not None:
        return there
    public_id = uuid4()
    return Panelist.objects.create(
        public_id=public_id,
        interview=interview,
        member=member,
        link_fingerprint=fingerprint(token(PANELIST, public_id, 1)),
    )
