"""Reads of the settings: organisation, teams, places, promises, stages, and who changed what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.accounts.models import ClosedDay, Member, Place, Team
from hearback.kit.errors import NotYours
from hearback.ledger.kinds import SETTING_CHANGED, tell
from hearback.ledger.models import Entry
from hearback.pipeline.models import PromisePolicy, Stage
from hearback.rules.holidays_of import holidays_of
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

Row = TypeVar("Row", bound=Model)

CHANGES_SHOWN = 20
DAYS_SHOWN = 5


class DayOff(NamedTuple):
    """A day a place is closed, and why."""

    day: date
    name: str


class Change(NamedTuple):
    """One change of the settings as it is read."""

    at: datetime
    by: str
    words: str


class Missing(NamedTuple):
    """Something the house needs before it can take applications, and where to add it."""

    words: str
    url: str


def _one(rows: QuerySet[Row], pk: int) -> Row:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotYours(_("It is not there any more."))
    return row


def teams() -> QuerySet[Team]:
    """Every team, by name."""
    return Team.objects.prefetch_related("members")


def team(pk: int) -> Team:
    """One team. Raises NotYours when it is not there."""
    return _one(Team.objects.all(), pk)


def places() -> QuerySet[Place]:
    """Every place, by name, with its closed days."""
    return Place.objects.prefetch_related("closed_days")


def place(pk: int) -> Place:
    """One place. Raises NotYours when it is not there."""
    return _one(places(), pk)


def closed_day(at: Place, pk: int) -> ClosedDay:
    """One closed day of a place. Raises NotYours when it is not there."""
    return _one(at.closed_days.all(), pk)


def closed_days(at: Place, *, now: datetime) -> QuerySet[ClosedDay]:
    """The closed days of a place that are still to come, today included."""
    return at.closed_days.filter(day__gte=now.astimezone(zone_of(at.zone)).date())


def days_off(at: Place, *, now: datetime) -> list[DayOff]:
    """The next days a place is closed, holidays and its own, as many as a glance takes in."""
    today = now.astimezone(zone_of(at.zone)).date()
    years = (today.year, today.year + 1)
    days = holidays_of(at.country, at.subdivision or None, years)
    days |= {closed.day: closed.name for closed in at.closed_days.all()}
    coming = sorted((day, name) for day, name in days.items() if day >= today)
    return [DayOff(day, name) for day, name in coming[:DAYS_SHOWN]]


def policies() -> QuerySet[PromisePolicy]:
    """Every promise policy, the one new openings begin with first."""
    return PromisePolicy.objects.order_by("-is_default", "name")


def policy(pk: int) -> PromisePolicy:
    """One promise policy. Raises NotYours when it is not there."""
    return _one(PromisePolicy.objects.all(), pk)


def stages() -> list[Stage]:
    """Every stage in the order of the board."""
    return list(Stage.objects.order_by("position"))


def stage(pk: int) -> Stage:
    """One stage. Raises NotYours when it is not there."""
    return _one(Stage.objects.all(), pk)


def counts() -> dict[str, int]:
    """How many there are of each, for the page that lists the settings."""
    return {
        "teams": Team.objects.count(),
        "places": Place.objects.count(),
        "policies": PromisePolicy.objects.count(),
        "stages": Stage.objects.count(),
    }


def what_is_missing() -> list[Missing]:
    """What the first opening needs and is not there yet; empty in a house that is set up."""
    missing = []
    if not Place.objects.exists():
        words = _("Add a place: its holidays and hours decide when a promise falls due.")
        missing.append(Missing(words, reverse("team:add_place")))
    if not Team.objects.exists():
        missing.append(
            Missing(_("Add a team: every opening belongs to one."), reverse("team:teams"))
        )
    if Member.objects.filter(is_active=True).count() == 1:
        words = _("Invite somebody: you are alone here, and somebody should stand in for you.")
        missing.append(Missing(words, reverse("team:invite")))
    return missing


def recent_changes() -> list[Change]:
    """The latest changes of the settings, newest first."""
    entries = Entry.objects.filter(kind=SETTING_CHANGED.name).select_related("by")
    return [
        Change(
            entry.at,
            entry.by.name if entry.by else "",
            tell(SETTING_CHANGED.sentence, entry.payload),
        )
        for entry in entries.order_by("-id")[:CHANGES_SHOWN]
    ]
