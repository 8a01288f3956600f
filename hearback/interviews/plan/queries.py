"""Reads of plans, rooms and limits, starting from who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.accounts.queries import who_may_decide
from hearback.interviews.models import InterviewState, Limit, Room, Round, RoundKind
from hearback.kit.errors import NotYours
from hearback.pipeline.queries import openings_visible_to
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Place
    from hearback.pipeline.models import Opening

# How long the first part of a round of this kind usually takes.
USUAL_MINUTES = {RoundKind.CALL: 20, RoundKind.LUNCH: 60}
MINUTES = 45
CALL_NOTICE = 4
# Words that are true of a place, whatever the job is.
OF_THE_PLACE = ("how_to_get_in", "bring", "dress", "expenses")


class PlanSource(NamedTuple):
    """A plan that was worked with before, and how to name it."""

    opening: Opening
    words: str


class LimitRow(NamedTuple):
    """A member and how many parts of interviews they take."""

    member: Member
    per_day: int
    per_week: int


def round_for(member: Member, public_id: UUID) -> Round:
    """One round of an opening this member may see. Raises NotYours when there is none."""
    visible = openings_visible_to(member).values("pk")
    rounds = Round.objects.select_related("opening__place", "opening__owner", "place")
    found = rounds.filter(public_id=public_id, opening__in=visible).first()
    if found is None:
        raise NotYours(_("There is no such round, or it is not yours to see."))
    return found


def usual_values(opening: Opening, kind: RoundKind) -> dict[str, Any]:
    """What a new round of this kind most likely says; ways in as last written for the place."""
    values: dict[str, Any] = {"kind": kind.value, "name": _usual_name(opening, kind)}
    if kind == RoundKind.CALL:
        values |= {"same_day": True, "notice_hours": CALL_NOTICE}
    here = Q(place=opening.place) | Q(place=None, opening__place=opening.place)
    last = Round.objects.filter(here, kind=kind).exclude(how_to_get_in="").order_by("-pk").first()
    if last is not None:
        values |= {name: getattr(last, name) for name in OF_THE_PLACE}
    return values


def _usual_name(opening: Opening, kind: RoundKind) -> str:
    names = {
        RoundKind.CALL: _("A call"),
        RoundKind.VIDEO: _("A video call"),
        RoundKind.ON_SITE: _("A visit to {place}").format(place=opening.place.name),
        RoundKind.LUNCH: _("Lunch together"),
    }
    return names[kind]


def usual_part(opening: Opening, kind: RoundKind) -> dict[str, Any]:
    """The first part of a new round: who most likely asks, and how long."""
    asking = [opening.owner] if kind == RoundKind.CALL else list(near(opening))
    if kind != RoundKind.CALL and len(asking) > 1:
        asking = [one for one in asking if one != opening.owner]
    return {
        "minutes": USUAL_MINUTES.get(kind, MINUTES),
        "people": [one.pk for one in asking],
    }


def near(opening: Opening) -> list[Member]:
    """Who most likely interviews: manager, panel, owner, and whoever is in the plan already."""
    its = (
        Q(pk__in=[opening.manager_id, opening.owner_id])
        | Q(panel_openings=opening)
        | Q(interview_sessions__round__opening=opening)
    )
    return list(who_may_decide().filter(its).distinct())


def elsewhere(nearby: Sequence[Member]) -> list[Member]:
    """Everybody else who is here."""
    here = who_may_decide()
    return list(here.exclude(pk__in=[one.pk for one in nearby]))


def last_good_plan(opening: Opening, member: Member, *, now: datetime) -> PlanSource | None:
    """The plan last worked with for a job of this title, else for one of this team.

    Only openings this member may see; None when no interview was held by any.
    """
    held = Q(rounds__interviews__state=InterviewState.HELD)
    alike = Q(title__iexact=opening.title) | Q(team=opening.team_id)
    found = (
        openings_visible_to(member)
        .exclude(pk=opening.pk)
        .filter(alike, rounds__ready_at__isnull=False)
        .annotate(last_held=Max("rounds__interviews__ends_at", filter=held))
        .filter(last_held__isnull=False)
    )
    best = max(
        found,
        key=lambda one: (one.title.casefold() == opening.title.casefold(), one.last_held),
        default=None,
    )
    if best is None:
        return None
    zone = zone_of(member.zone)
    day, today = local_day(best.last_held, zone), local_day(now, zone)
    month = date_format(day, "F" if day.year == today.year else "F Y")
    words = _("{title}, {place} ({month})")
    return PlanSource(best, words.format(title=best.title, place=best.place.name, month=month))


def rooms_of(place: Place) -> QuerySet[Room]:
    """The rooms of a place that can be booked, by name."""
    return Room.objects.filter(place=place, is_active=True)


def all_rooms() -> QuerySet[Room]:
    """Every room by place and name, with how many meetings are booked in it; retired ones last."""
    on = Q(sittings__is_on=True, sittings__interview__state=InterviewState.BOOKED)
    rooms = Room.objects.select_related("place").annotate(booked=Count("sittings", filter=on))
    return rooms.order_by("place__name", "-is_active", "name")


def room_by(pk: int) -> Room:
    """One room. Raises NotYours when it is not there."""
    room = all_rooms().filter(pk=pk).first()
    if room is None:
        raise NotYours(_("There is no such room."))
    return room


def limits() -> list[LimitRow]:
    """Everybody who is here, with how many parts a day and a week they take."""
    members = who_may_decide().select_related("interview_limit", "team")
    return [_limit_row(one) for one in members]


def _limit_row(member: Member) -> LimitRow:
    limit = getattr(member, "interview_limit", None) or Limit(member=member)
    return LimitRow(member, limit.per_day, limit.per_week)
