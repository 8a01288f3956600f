"""Reads of the day: what each side said, who meets whom today, and how punctual people were."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch
from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers
from hearback.interviews.day.models import Alone, CheckIn, Ending, How, Missing, Said
from hearback.interviews.models import Interview, InterviewState, Panelist
from hearback.kit.moments import hour
from hearback.pipeline.queries import applications_visible_to, who_must_not_be_known_to
from hearback.rules.meeting import GOES_ON, Side, Standing, alarm_at, minutes_late, standing
from hearback.rules.wall import local_day, moment_at, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promise

DAY, _MIDNIGHT = timedelta(days=1), time(0)


@dataclass(frozen=True)
class Person:
    """One of ours on the day: what they said, and when their own part begins."""

    panelist: Panelist
    begins_at: datetime
    said: Side


@dataclass(frozen=True)
class Meeting:
    """A booked meeting with what both sides said of it so far."""

    interview: Interview
    begins_at: datetime
    ends_at: datetime
    guest: Side
    people: Sequence[Person] = field(default_factory=tuple)

    @property
    def hosts(self) -> Side:
        """Our side as one: there once anybody is, late as long as everybody says so."""
        first = [one for one in self.people if one.begins_at == self.begins_at] or self.people
        here = [one.said.here_at for one in self.people if one.said.here_at]
        late = [one.said.late_until for one in first if one.said.late_until]
        alone = [one.said.alone_at for one in self.people if one.said.alone_at]
        return Side(min(here, default=None), min(late, default=None), max(alone, default=None))

    def alone(self, missing: Missing) -> datetime | None:
        """When it is told that one side is alone because the other is `missing`; None for never."""
        guest_waits = missing == Missing.HOSTS
        waits, away = (self.guest, self.hosts) if guest_waits else (self.hosts, self.guest)
        return alarm_at(waits, away, self.begins_at)

    def who_waits(self, missing: Missing) -> str:
        """Those who are left alone, by name."""
        if missing == Missing.HOSTS:
            return self.interview.application.name
        return ", ".join(one.panelist.member.name for one in self.people if one.said.here_at)


def meeting_of(interview: Interview) -> Meeting | None:
    """What both sides said of a booked interview; None when it has no time."""
    found = _with_the_day(Interview.objects.filter(pk=interview.pk)).first()
    return _meeting(found) if found is not None else None


def _with_the_day(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    on = Panelist.objects.filter(is_on=True).select_related("member")
    related = ("application__opening__place", "application__opening__owner", "round", "coordinator")
    return interviews.select_related(*related).prefetch_related(
        Prefetch("panelists", on.prefetch_related("seats").order_by("pk"), to_attr="on_the_day"),
        Prefetch("check_ins", CheckIn.objects.order_by("at", "pk"), to_attr="presses"),
    )


def _meeting(interview: Interview) -> Meeting | None:
    begins_at, ends_at = interview.begins_at, interview.ends_at
    if begins_at is None or ends_at is None:
        return None
    presses: list[CheckIn] = vars(interview)["presses"]
    presses = [one for one in presses if one.begins_at == begins_at]
    people = [_person(one, begins_at, presses) for one in vars(interview)["on_the_day"]]
    guest = _said(one for one in presses if one.panelist_id is None)
    return Meeting(interview, begins_at, ends_at, guest, people)


def _person(panelist: Panelist, begins_at: datetime, presses: Sequence[CheckIn]) -> Person:
    seats = [seat.begins_at for seat in panelist.seats.all() if seat.is_on]
    said = _said(one for one in presses if one.panelist_id == panelist.pk)
    return Person(panelist, min(seats, default=begins_at), said)


def _said(presses: Iterable[CheckIn]) -> Side:
    """What one side's presses come to; whoever says that nobody is here is here."""
    here_at = late_until = alone_at = None
    for one in presses:
        if one.said == Said.LATE:
            late_until = one.at + timedelta(minutes=one.minutes)
            continue
        here_at = here_at or one.at
        if one.said == Said.ALONE:
            alone_at = one.at
    return Side(here_at, late_until, alone_at)


def being_met(*, now: datetime) -> list[Meeting]:
    """Booked meetings that have begun and are looked after still, soonest first."""
    begun = Interview.objects.booked().filter(begins_at__lte=now, ends_at__gt=now - GOES_ON)
    found = _with_the_day(begun.order_by("begins_at"))
    return [meeting for meeting in map(_meeting, found) if meeting is not None]


def told_of_alone(interview: Interview, *, now: datetime) -> set[Member]:
    """Who is told that somebody waits alone: whoever coordinates, and the opening's owner."""
    owner = interview.application.opening.owner
    return {who_answers(one, now=now) for one in (interview.coordinator, owner)}


def still_alone(member: Member, *, now: datetime) -> list[tuple[Alone, Meeting]]:
    """Who waits alone still, of those this member was told of; one query where nobody does."""
    rung = Alone.objects.filter(
        interview__state=InterviewState.BOOKED,
        interview__begins_at=F("begins_at"),
        interview__ends_at__gt=now - GOES_ON,
    )
    barred = who_must_not_be_known_to(member)
    rung = rung.exclude(interview__application__candidate__in=barred)
    found = []
    for alone in rung.select_related("interview").order_by("since"):
        meeting = meeting_of(alone.interview)
        if meeting is None or meeting.alone(Missing(alone.missing)) is None:
            continue
        if member in told_of_alone(meeting.interview, now=now):
            found.append((alone, meeting))
    return found


def over(*, now: datetime) -> list[Meeting]:
    """Booked meetings whose end is past and of which nobody has said how it was."""
    past = Interview.objects.booked().filter(ends_at__lte=now, ending=None)
    found = _with_the_day(past.order_by("ends_at")[:200])
    return [meeting for meeting in map(_meeting, found) if meeting is not None]


def ending_asked_by(promise: Promise) -> Ending | None:
    """The ending a promise to the team asks for."""
    return Ending.objects.select_related("interview").filter(promise=promise).first()


def denied_ending(interview: Interview) -> Ending | None:
    """The ending of which the candidate says that there was no meeting; None when they do not."""
    return Ending.objects.filter(interview=interview, denied_at__isnull=False).first()


def meetings_today(member: Member, *, now: datetime) -> list[Meeting]:
    """The day's meetings of people this member may see, in order, on the member's own calendar."""
    zone = zone_of(member.zone)
    today = local_day(now, zone)
    from_, until = (moment_at(day, _MIDNIGHT, zone) for day in (today, today + DAY))
    seen = applications_visible_to(member).values("pk")
    theirs = Interview.objects.filter(
        application__in=seen, begins_at__gte=from_, begins_at__lt=until
    )
    on = theirs.exclude(state__in=[InterviewState.INVITED, InterviewState.CANCELLED])
    found = _with_the_day(on.select_related("ending").order_by("begins_at", "pk"))
    return [meeting for meeting in map(_meeting, found) if meeting is not None]


def standing_words(
    side: Side, begins_at: datetime, *, now: datetime, zone: tzinfo, stands_in: bool = False
) -> str:
    """How one side stands, in the active language; a stand-in is never called late."""
    stands = standing(side, begins_at, now)
    if stands == Standing.LATE and side.here_at and not stands_in:
        late = minutes_late(begins_at, side.here_at)
        return _("here, %(minutes)d min late") % {"minutes": late}
    if stands in {Standing.HERE, Standing.LATE} and side.here_at:
        return _("here since %(hour)s") % {"hour": hour(side.here_at, zone)}
    if stands == Standing.LATE_SOON and side.late_until:
        return _("running late, here by about %(hour)s") % {"hour": hour(side.late_until, zone)}
    return _("not here yet") if stands == Standing.AWAITED else _("no word yet")


def punctuality(meeting: Meeting) -> dict[str, object]:
    """How it went by the record: for the candidate and each of ours.

    `on_time`, `late` with minutes, `missed`, `excused`; None for what nobody knows. One that was
    called off counts for nobody, and a stand-in is never late.
    """
    if meeting.interview.state == InterviewState.CANCELLED:
        return {}
    ending = getattr(meeting.interview, "ending", None)
    return {
        "guest": _verdict(meeting.guest, meeting.begins_at, ending, Missing.GUEST),
        "hosts": {
            one.panelist.member_id: "stand_in"
            if one.panelist.is_stand_in
            else _verdict(one.said, one.begins_at, ending, Missing.HOSTS)
            for one in meeting.people
        },
    }


def _verdict(
    side: Side, begins_at: datetime, ending: object, which: Missing
) -> tuple[str, int] | None:
    if getattr(ending, "missing", "") == which:
        return ("excused" if getattr(ending, "how", "") == How.EXCUSED else "missed", 0)
    if side.here_at is None:
        return None
    late = minutes_late(begins_at, side.here_at)
    return ("late" if late else "on_time", late)
