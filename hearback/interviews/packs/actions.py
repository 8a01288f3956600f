"""Sending packs in time, and keeping what each side tells the other."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.accounts.calendars import calendar_of
from hearback.channels.actions import queue
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.packs import kinds, letters
from hearback.interviews.packs.models import Aims, Hopes, Notes, Pack
from hearback.interviews.packs.queries import NOTES, lacking, notes_of, without_packs
from hearback.kit.each import each
from hearback.kit.vault import hide
from hearback.ledger.actions import record
from hearback.rules.calendar import working_day_before
from hearback.rules.text import many_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.interviews.models import Panelist

LONGEST, LONGEST_NOTES = 2000, 8000
DAYS_BEFORE = 2
# More than two working days with any holidays between.
LOOK_AHEAD = timedelta(days=21)


def send_packs(*, now: datetime) -> int:
    """Send every pack whose time has come; returns how many letters were written.

    They leave as work begins two working days before, by the calendar of whoever owns the opening;
    who is booked or takes part later has theirs at once.
    """
    waiting = without_packs(now=now, until=now + LOOK_AHEAD)
    return each(waiting, lambda one: _send_if_due(one, now=now), failed="pack_not_sent")


def _send_if_due(interview: Interview, *, now: datetime) -> int:
    return _send(interview, now=now) if packs_leave_at(interview, now=now) <= now else 0


def packs_leave_at(interview: Interview, *, now: datetime) -> datetime:
    """When both sides have their packs: as work begins two working days before the day."""
    if interview.begins_at is None:
        raise ValueError("Only a booked interview has a day to prepare for.")
    calendar = calendar_of(interview.application.opening.owner, now=now)
    return working_day_before(calendar, interview.begins_at, DAYS_BEFORE)[0][0]


@transaction.atomic
def _send(interview: Interview, *, now: datetime) -> int:
    held = Interview.objects.select_for_update(of=["self"], no_key=True).filter(pk=interview.pk)
    if list(held.values_list("state", flat=True)) != [InterviewState.BOOKED]:
        return 0
    people = lacking(interview)
    for panelist in people:
        letter = letters.panel_pack(panelist) if panelist else letters.pack(interview)
        queue(letter, now=now)
        Pack.objects.create(interview=interview, panelist=panelist, sent_at=now)
    if people:
        record(
            kinds.PACKS_SENT,
            by=None,
            now=now,
            application=interview.application,
            payload={"number": len(people), "round": interview.round.name},
        )
    return len(people)


@transaction.atomic
def tell_hopes(
    *, interview: Interview, hopes: str, worries: str, questions: str, now: datetime
) -> None:
    """Let those a candidate will meet know what they hope for, worry about and want to ask."""
    said = {"hopes": hopes, "worries": worries, "questions": questions}
    clean = {name: many_lines(words, LONGEST) for name, words in said.items()}
    Hopes.objects.update_or_create(interview=interview, defaults={**clean, "told_at": now})
    record(
        kinds.HOPES_TOLD,
        by=None,
        now=now,
        application=interview.application,
        payload={"name": interview.application.name, "round": interview.round.name},
    )


@transaction.atomic
def keep_notes(*, interview: Interview, notes: Mapping[str, str], now: datetime) -> None:
    """Keep a candidate's own notes by topic, hidden; no entry tells that there are any.

    Notes on topics that are not among these stay.
    """
    list(Notes.objects.select_for_update().filter(interview=interview).values_list("pk"))
    clean = {topic: many_lines(words, LONGEST_NOTES) for topic, words in notes.items()}
    known = notes_of(interview) | clean
    hidden = hide(NOTES, json.dumps({topic: words for topic, words in known.items() if words}))
    Notes.objects.update_or_create(interview=interview, defaults={"hidden": hidden, "kept_at": now})


@transaction.atomic
def tell_aims(*, panelist: Panelist, aims: str, worries: str, now: datetime) -> None:
    """Let the candidate know what an interviewer would like to find out, and is unsure about."""
    clean = {"aims": many_lines(aims, LONGEST), "worries": many_lines(worries, LONGEST)}
    Aims.objects.update_or_create(panelist=panelist, defaults={**clean, "told_at": now})
    interview = panelist.interview
    record(
        kinds.AIMS_TOLD,
        by=panelist.member,
        now=now,
        application=interview.application,
        payload={"colleague": panelist.member.name, "round": interview.round.name},
    )
