"""The letters to colleagues: you are in it, you are not needed, what the candidate has done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import translation

from hearback.inbox.callbacks.words import hours_words
from hearback.inbox.writing import to_colleague, write
from hearback.interviews.booking import letter_kinds, words
from hearback.interviews.invites import calendar
from hearback.interviews.plan.brief import brief_lines
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.channels.actions import Letter
    from hearback.interviews.models import Interview, Panelist


TO_COLLEAGUES = "en"


@translation.override(TO_COLLEAGUES)
def seated(
    panelist: Panelist, *, now: datetime, old: str = "", giver: str = "", reason: str = ""
) -> Letter:
    """You are in this interview, with the brief and a part for the calendar.

    `old` is the time it was before, in the reader's zone; `giver` in whose place they come.
    """
    interview, member = panelist.interview, panelist.member
    envelope = to_colleague(member, purpose=letter_kinds.SEATED.name, signer=interview.coordinator)
    envelope = replace(envelope, calendar=calendar.request(interview, to=panelist, now=now))
    facts = {
        **_always(interview, panelist),
        "opening": interview.application.opening.title,
        "where": _where(interview),
        "parts": parts_of(panelist),
        "old": old,
        "giver": giver,
        "reason": reason,
        "seat": words.seat_page(panelist),
        "brief": brief_lines(interview.application.opening, TO_COLLEAGUES),
    }
    return write(letter_kinds.SEATED, envelope, facts)


@translation.override(TO_COLLEAGUES)
def freed(
    panelist: Panelist, *, when: str, reason: str, off: bool, now: datetime, stand_in: str = ""
) -> Letter:
    """You are not needed: it is off, or goes on without you; the calendar lets go of it."""
    interview = panelist.interview
    envelope = to_colleague(
        panelist.member, purpose=letter_kinds.FREED.name, signer=interview.coordinator
    )
    entry = calendar.cancel(interview, to=panelist, now=now, only_them=not off)
    envelope = replace(envelope, calendar=entry)
    more = {"when": when, "reason": reason, "off": off, "stand_in": stand_in}
    return write(letter_kinds.FREED, envelope, {**_always(interview, panelist), **more})


@translation.override(TO_COLLEAGUES)
def details(panelist: Panelist, *, news: Sequence[str], now: datetime) -> Letter:
    """What is new about the day, as the candidate was told."""
    interview = panelist.interview
    kind = letter_kinds.PANEL_DETAILS
    envelope = to_colleague(panelist.member, purpose=kind.name, signer=interview.coordinator)
    envelope = replace(envelope, calendar=calendar.request(interview, to=panelist, now=now))
    more = {"news": list(news), "seat": words.seat_page(panelist)}
    return write(kind, envelope, {**_always(interview, panelist), **more})


@translation.override(TO_COLLEAGUES)
def heard(
    interview: Interview, *, reason: str = "", booked: bool = False, moved: bool = False
) -> Letter:
    """To whoever looks after it: the candidate chose a time, moved it, or called it off."""
    to = interview.coordinator
    more = {
        "name": greeting_name(to.name),
        "candidate": interview.application.name,
        "round": interview.round.name,
        "when": words.when_words(interview, to.zone),
        "booked": booked,
        "moved": moved,
        "reason": reason,
        "case": words.case_page(interview.application),
    }
    envelope = to_colleague(to, purpose=letter_kinds.COORDINATOR.name)
    return write(letter_kinds.COORDINATOR, envelope, more)


def parts_of(panelist: Panelist) -> list[str]:
    """What this colleague does: hours on their clock, topic, room."""
    seats = panelist.seats.filter(is_on=True).select_related("sitting__room").order_by("begins_at")
    return [
        f"{hours_words(seat.begins_at, seat.ends_at, panelist.member.zone)}: {seat.sitting.topic}"
        + (f" ({seat.sitting.room.name})" if seat.sitting.room else "")
        for seat in seats
    ]


@translation.override(TO_COLLEAGUES)
def when_for(panelist: Panelist) -> str:
    """When the interview is by now, as this colleague reads it."""
    return words.when_words(panelist.interview, panelist.member.zone)


def _where(interview: Interview) -> str:
    """Where to be, with the rooms."""
    return ", ".join([interview.where, *words.rooms_of(interview)])


def _always(interview: Interview, panelist: Panelist) -> dict[str, object]:
    return {
        "name": greeting_name(panelist.member.name),
        "candidate": interview.application.name,
        "round": interview.round.name,
        "when": words.when_words(interview, panelist.member.zone),
    }
