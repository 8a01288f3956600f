"""All that is needed to plan whom to remind: contacts, what they owe, how they answer; in bulk."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import prefetch_related_objects

from hearback.accounts.calendars import week_of
from hearback.accounts.models.member import Absence, usual_hours
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import waiting_until
from hearback.feedback.following.history import (
    Lesson,
    lessons_of,
    newest_contacts,
    team_of,
    touches_of,
)
from hearback.feedback.following.models import Reminder
from hearback.inbox.chased import SCORECARD, reminders_to
from hearback.kit.micros import Micros, moment_of
from hearback.pipeline.calendars import calendar_of_contact
from hearback.pipeline.models import Contact
from hearback.rules.cadence import Curve, Manner, Owed, habit_of, learn
from hearback.rules.calendar import WorkingCalendar
from hearback.rules.wall import known_zone, local_day, zone_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

log = logging.getLogger(__name__)
ONE_DAY = timedelta(days=1)


class OpenAsk(NamedTuple):
    """What a plan needs of one question."""

    pk: int
    contact: int
    asked_at: datetime
    put_off_until: datetime | None
    application_id: int
    candidate: str
    due_at: datetime
    reader_zone: str


@dataclass(frozen=True)
class Known:
    """One contact, what they owe by the key of each question, and how they are followed up.

    unread: the questions on which they wrote something that we have to read first.
    """

    contact: Contact
    owed: Mapping[int, Owed]
    zones: Mapping[int, str]
    manner: Manner
    lessons: list[Lesson]
    reminded_on: frozenset[date]
    unread: frozenset[int] = frozenset()


def team_curve_now(*, now: datetime) -> Curve:
    """How the team answers, from those whose answers were the last to come."""
    contacts = _contacts(newest_contacts(now=now))
    return team_of(lessons_of(_calendars(contacts, now=now), now=now))


def known_of(keys: Collection[int], *, team: Curve, now: datetime) -> dict[int, Known]:
    """What is known of these contacts, by their keys; a fixed number of reads for any number."""
    contacts = _contacts(keys)
    calendars = _calendars(contacts, now=now)
    lessons = lessons_of(calendars, now=now)
    owed, zones = _owed(keys, now=now)
    reminded_on = _reminded_on(contacts, now=now)
    theirs = Ask.objects.open().unclear().filter(contact__in=list(keys))
    unread = frozenset(theirs.values_list("pk", flat=True))
    return {
        contact.pk: Known(
            contact=contact,
            owed=owed[contact.pk],
            zones=zones,
            manner=_manner(contact, calendars[contact.pk], lessons.get(contact.pk, []), team),
            lessons=lessons.get(contact.pk, []),
            reminded_on=reminded_on[contact.pk],
            unread=unread & owed[contact.pk].keys(),
        )
        for contact in contacts
    }


def _contacts(keys: Collection[int]) -> list[Contact]:
    related = Contact.objects.select_related("member__place", "member__chat", "own_chat", "client")
    contacts = list(related.filter(pk__in=list(keys)))
    ours = [one for one in contacts if one.member_id is not None]
    prefetch_related_objects(ours, "member__place__closed_days")
    return contacts


def _manner(
    contact: Contact, calendar: WorkingCalendar, lessons: list[Lesson], team: Curve
) -> Manner:
    answers = [one.answered_at for one in lessons if one.answered_at is not None]
    return Manner(
        name=contact.name,
        calendar=calendar,
        curve=learn([one.seen for one in lessons], team),
        habit=habit_of(answers, calendar.zone),
        answers=len(answers),
        most=contact.most_reminders,
        reachable=contact.is_there and bool(contact.email or contact.phone),
    )


def _owed(
    keys: Collection[int], *, now: datetime
) -> tuple[dict[int, dict[int, Owed]], dict[int, str]]:
    """What each of them owes, and the zone in which whoever asked reads why then."""
    asks = _open_asks(keys)
    waits = waiting_until({one.application_id for one in asks})
    touches = touches_of(keys, now=now)
    owed: dict[int, dict[int, Owed]] = defaultdict(dict)
    for one in asks:
        owed[one.contact][one.pk] = Owed(
            asked_at=one.asked_at,
            agreed_by=one.due_at,
            reminded=tuple(touch.at for touch in touches.get(one.pk, ())),
            put_off_until=one.put_off_until,
            candidate=one.candidate,
            candidate_due=waits.get(one.application_id),
        )
    return owed, {one.pk: one.reader_zone for one in asks}


def _open_asks(keys: Collection[int]) -> list[OpenAsk]:
    waiting = Ask.objects.open().filter(contact__in=list(keys), to_ring_at=None)
    rows = waiting.values_list(
        "pk",
        "contact",
        Micros("asked_at"),
        "put_off_until",
        "application",
        "application__name",
        Micros("promise__due_at"),
        "promise__owner__zone",
    )
    return [
        OpenAsk(pk, contact, moment_of(asked), off, application, name, moment_of(due), zone)
        for pk, contact, asked, off, application, name, due, zone in rows
    ]


def _reminded_on(contacts: Collection[Contact], *, now: datetime) -> dict[int, frozenset[date]]:
    """The last days on which each was reminded, of a scorecard too; one person counts once."""
    found: dict[str, set[date]] = defaultdict(set)
    rows = Reminder.objects.filter(day__gte=(now - 2 * ONE_DAY).date()).select_related(
        "contact__member"
    )
    for one in rows:
        found[_whose(one.contact)].add(one.day)
    here = {one.member.email: one for one in contacts if one.member is not None}
    written = reminders_to(here, purpose=SCORECARD, since=now - 2 * ONE_DAY)
    for address, times in written.items():
        zone = here[address].zone
        days = {local_day(at, zone_of(zone if known_zone(zone) else "UTC")) for at in times}
        found[_whose(here[address])] |= days
    return {one.pk: frozenset(found[_whose(one)]) for one in contacts}


def _whose(contact: Contact) -> str:
    return contact.email.lower() or f"contact {contact.pk}"


def _calendars(contacts: Collection[Contact], *, now: datetime) -> dict[int, WorkingCalendar]:
    """When each works, days away left out; equal ones are one, so that days are worked out once."""
    away = _days_away(contacts, now=now)
    shared: dict[WorkingCalendar, WorkingCalendar] = {}
    found = {}
    for contact in contacts:
        calendar = _calendar(contact, now=now)
        if off := away.get(contact.member_id or 0):
            calendar = replace(calendar, holidays=calendar.holidays | off)
        found[contact.pk] = shared.setdefault(calendar, calendar)
    return found


def _calendar(contact: Contact, *, now: datetime) -> WorkingCalendar:
    try:
        return calendar_of_contact(contact, now=now)
    except ValueError:
        # No hours at all, or hours nobody can read: as most work, and it is reported.
        log.warning("contact_without_hours", extra={"contact": contact.pk})
        zone = contact.zone if known_zone(contact.zone) else "UTC"
        return WorkingCalendar(zone, week_of(usual_hours()))


def _days_away(contacts: Collection[Contact], *, now: datetime) -> dict[int, frozenset[date]]:
    members = {one.member_id for one in contacts if one.member_id is not None}
    since, days = (now - 60 * ONE_DAY).date(), defaultdict[int, set[date]](set)
    absences = Absence.objects.filter(member__in=members, last_day__gte=since)
    for one in absences:
        for ahead in range((one.last_day - max(one.first_day, since)).days + 1):
            days[one.member_id].add(max(one.first_day, since) + ahead * ONE_DAY)
    return {member: frozenset(off) for member, off in days.items()}
