"""Booking by hand: who is free when in a week, a time and its people as a form, and warnings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.accounts.models import Member
from hearback.accounts.queries import who_may_decide
from hearback.inbox.callbacks.words import hours_words
from hearback.interviews.availability.queries import slot_at, week_of
from hearback.interviews.booking.forms import Reason
from hearback.interviews.models import Interview, Room, Round
from hearback.kit.moments import day
from hearback.rules.slots import Part, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hearback.interviews.availability.weeks import Week
    from hearback.interviews.models import Session

HERE = "%Y-%m-%dT%H:%M"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DAYS = 7


class ByHandForm(forms.Form):
    """When it begins, and for each part who takes part and in which room."""

    begins = forms.DateTimeField(
        label=gettext_lazy("It begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=HERE),
        input_formats=[HERE, "%Y-%m-%dT%H:%M:%S"],
        error_messages={"required": gettext_lazy("Name a day and an hour.")},
    )

    def __init__(
        self, *args: Any, visit: Round, slot: Slot | None, moves: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        self.sessions = list(visit.sessions.prefetch_related("people"))
        everybody = [(one.pk, one.name) for one in who_may_decide()]
        chosen = {part.session: part for part in slot.parts} if slot else {}
        for session in self.sessions:
            self._ask(session, everybody, chosen.get(session.pk))
        if slot is not None:
            self.fields["begins"].initial = slot.begins_at
        if moves:
            self.fields["reason"] = Reason()

    def _ask(
        self, session: Session, everybody: Sequence[tuple[int, str]], part: Part | None
    ) -> None:
        """Who and where, with those of the plan first and chosen."""
        planned = [member.pk for member in session.people.all()]
        usual = planned[: session.needed] if session.needed else planned
        choices = sorted(everybody, key=lambda one: (one[0] not in planned, one[1]))
        said = {"topic": session.topic, "minutes": session.minutes}
        self.fields[f"people_{session.pk}"] = forms.TypedMultipleChoiceField(
            label=_("%(topic)s, %(minutes)s minutes") % said,
            choices=choices,
            coerce=int,
            initial=list(part.members) if part else usual,
            widget=forms.SelectMultiple(attrs={"size": min(6, len(choices))}),
            error_messages={"required": _("Choose who takes part.")},
        )
        rooms = Room.objects.filter(is_active=True, place=self.visit.meets_at)
        if rooms:
            self.fields[f"room_{session.pk}"] = forms.TypedChoiceField(
                label=_("Room for “%(topic)s”") % said,
                choices=[("", _("No room")), *((room.pk, room.name) for room in rooms)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=part.room if part else None,
            )

    def slot(self) -> Slot:
        """The time as it was filled in; its parts follow each other as the plan says."""
        said, parts = self.cleaned_data, []
        begins_at: datetime = said["begins"]
        for session in self.sessions:
            ends_at = begins_at + session.minutes * MINUTE
            members = tuple(said[f"people_{session.pk}"])
            room = said.get(f"room_{session.pk}")
            parts.append(Part(session.pk, begins_at, ends_at, members, room))
            begins_at = ends_at + session.break_after * MINUTE
        return Slot(parts[0].begins_at, parts[-1].ends_at, tuple(parts))


def warnings_of(
    slot: Slot, visit: Round, interview: Interview | None, *, zone: str, now: datetime
) -> list[str]:
    """What speaks against a time that was chosen by hand; empty when the search finds it too.

    `zone` is the candidate's. Double booking is no warning: the database refuses it.
    """
    found = slot_at(visit, slot.key, zone=zone, now=now, ignoring=interview)
    keys = {key for part in slot.parts for key in part.members}
    if found is not None and {key for part in found.parts for key in part.members} == keys:
        return []
    weeks = week_of(members_of(slot), slot.begins_at.date() - DAY, "UTC", now)
    said = [
        _("%(person)s is not free from %(hours)s.")
        % {
            "person": week.member.name,
            "hours": hours_words(part.begins_at, part.ends_at, week.member.zone),
        }
        for week in weeks
        for part in slot.parts
        if week.member.pk in part.members and not _is_free(week, part, interview)
    ]
    if said or found is not None:  # others of a pool are as welcome as those the search took
        return said
    return [_("The search would not offer this time: look at notice, breaks, limits and hours.")]


def members_of(slot: Slot) -> list[Member]:
    """Who sits in a time."""
    keys = {key for part in slot.parts for key in part.members}
    return list(Member.objects.filter(pk__in=keys))


def _is_free(week: Week, part: Part, interview: Interview | None) -> bool:
    """Free, or busy with the very interview that moves."""
    if any(begin <= part.begins_at and part.ends_at <= end for begin, end in week.free):
        return True
    if interview is None or interview.begins_at is None or interview.ends_at is None:
        return False
    own = interview.begins_at < part.ends_at and part.begins_at < interview.ends_at
    works = any(begin <= part.begins_at and part.ends_at <= end for begin, end in week.works)
    return own and works and not _overlaps(week.busy, part)


def _overlaps(spans: Iterable[tuple[datetime, datetime]], part: Part) -> bool:
    return any(begin < part.ends_at and part.begins_at < end for begin, end in spans)


FOUND, NOON = 8, 12


def spread(slots: Iterable[Slot], zone: str) -> list[Slot]:
    """A few of many times: of each day the first, and the first after noon, on that clock."""
    seen: dict[tuple[date, bool], Slot] = {}
    for one in slots:
        begins = one.begins_at.astimezone(ZoneInfo(zone))
        seen.setdefault((begins.date(), begins.hour >= NOON), one)
    return list(seen.values())[:FOUND]


@dataclass(frozen=True)
class Bar:
    """A span of a day as a picture shows it, in hundredths of the day's shown hours."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True)
class DayOf:
    """One person's day: when they are free in words, and the day as bars."""

    free: list[str]
    bars: list[Bar]


@dataclass(frozen=True)
class PersonsWeek:
    """One person's week, a day after the other."""

    member: Member
    days: list[DayOf]


@dataclass(frozen=True)
class WeekView:
    """A week of several people on one clock."""

    titles: list[str]
    people: list[PersonsWeek]
    before: str
    after: str


FIRST_HOUR, LAST_HOUR = 7, 20


def week_view(members: Sequence[Member], monday: date, zone: str, *, now: datetime) -> WeekView:
    """When these people are free in the week of `monday`, on the clock of `zone` (IANA)."""
    weeks = week_of(members, monday, zone, now)
    dates = [monday + n * DAY for n in range(DAYS)]
    busy_days = [one for one in dates if any(_on(week.works, one, zone) for week in weeks)]
    shown = busy_days or dates[:5]
    return WeekView(
        titles=[day(one) for one in shown],
        people=[
            PersonsWeek(week.member, [_day_of(week, one, zone) for one in shown]) for week in weeks
        ],
        before=(monday - DAYS * DAY).isoformat(),
        after=(monday + DAYS * DAY).isoformat(),
    )


def _day_of(week: Week, one: date, zone: str) -> DayOf:
    spans = [("free", week.free), ("busy", week.busy), ("meets", week.interviews)]
    return DayOf(
        free=[hours_words(begin, end, zone) for begin, end in _on(week.free, one, zone)],
        bars=[
            bar
            for kind, all_of in spans
            for begin, end in _on(all_of, one, zone)
            if (bar := _bar(begin, end, kind, zone)).width > 0
        ],
    )


def _on(
    spans: Iterable[tuple[datetime, datetime]], one: date, zone: str
) -> list[tuple[datetime, datetime]]:
    here = ZoneInfo(zone)
    return [span for span in spans if span[0].astimezone(here).date() == one]


def _bar(begin: datetime, end: datetime, kind: str, zone: str) -> Bar:
    here = ZoneInfo(zone)
    first, last = (_hours(moment.astimezone(here)) for moment in (begin, end))
    if last <= first:
        last = LAST_HOUR
    first, last = max(first, FIRST_HOUR), min(last, LAST_HOUR)
    scale = 100 / (LAST_HOUR - FIRST_HOUR)
    return Bar(round((first - FIRST_HOUR) * scale, 1), round((last - first) * scale, 1), kind)


def _hours(moment: datetime) -> float:
    return moment.hour + moment.minute / 60
