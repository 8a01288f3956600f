"""The letters to candidates: invited, booked, moved, called off, somebody else, an earlier time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import translation

from hearback.accounts.queries import who_answers
from hearback.inbox.callbacks.words import span_words, town
from hearback.inbox.writing import to_candidate, write
from hearback.interviews.booking import letter_kinds, words
from hearback.interviews.invites import calendar
from hearback.rules.names import greeting_name
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.inbox.wording.registry import LetterKind
    from hearback.inbox.writing import Envelope
    from hearback.interviews.models import Interview

LONGEST_WORDS = 4000


def invited(interview: Interview, *, note: str, promise: str, signer: Member) -> Letter:
    """Come and meet us: with whom, how long, about what, where, and times to choose from."""
    visit, application = interview.round, interview.application
    with translation.override(application.language):
        said = {
            "parts": words.plan_lines(visit),
            "length": words.length_words(words.minutes_of(visit)),
            "where": interview.where,
        }
    envelope = to_candidate(application, purpose=letter_kinds.INVITED.name, signer=signer)
    more = {"words": many_lines(note, LONGEST_WORDS), "promise": promise}
    return write(letter_kinds.INVITED, envelope, {**_always(interview), **said, **more})


def booked(interview: Interview, *, promise: str, now: datetime) -> Letter:
    """Your time is booked, with a part for their calendar."""
    return _dated(letter_kinds.BOOKED, interview, {"promise": promise}, now=now)


def moved(
    interview: Interview, *, old: str, reason: str, by_them: bool, promise: str, now: datetime
) -> Letter:
    """The new time in the place of the old one, and why."""
    more = {"old": old, "reason": reason, "by_them": by_them, "promise": promise}
    return _dated(letter_kinds.MOVED, interview, more, now=now)


def called_off(
    interview: Interview, *, reason: str, by_them: bool, promise: str, now: datetime
) -> Letter:
    """It is off: why, and what comes next; their calendar takes it out if it had a time."""
    more = {"reason": reason, "by_them": by_them, "promise": promise, "when": _when(interview)}
    envelope = _to(letter_kinds.CALLED_OFF, interview, now=now)
    if interview.begins_at is not None:
        envelope = replace(envelope, calendar=calendar.cancel(interview, to=None, now=now))
    return write(letter_kinds.CALLED_OFF, envelope, {**_always(interview), **more})


def changed(
    interview: Interview, *, giver: Member, stand_in: Member, reason: str, now: datetime
) -> Letter:
    """Somebody else meets them; the time stays, and their calendar gets the new name."""
    more = {
        "giver": giver.name,
        "stand_in": words.with_role(stand_in),
        "reason": reason,
        "when": _when(interview),
        "clock": town(words.zone_for(interview.application)),
    }
    envelope = _to(letter_kinds.CHANGED, interview, now=now)
    envelope = replace(envelope, calendar=calendar.request(interview, to=None, now=now))
    return write(letter_kinds.CHANGED, envelope, {**_always(interview), **more})


def details(interview: Interview, *, news: Sequence[str], now: datetime) -> Letter:
    """What is new about the day; the time stays, and their calendar has it too."""
    more = {
        "news": list(news),
        "when": _when(interview),
        "clock": town(words.zone_for(interview.application)),
    }
    envelope = _to(letter_kinds.DETAILS, interview, now=now)
    envelope = replace(envelope, calendar=calendar.request(interview, to=None, now=now))
    return write(letter_kinds.DETAILS, envelope, {**_always(interview), **more})


def earlier(
    interview: Interview, *, begins_at: datetime, ends_at: datetime, now: datetime
) -> Letter:
    """An earlier time came free; whoever is first has it."""
    zone = words.zone_for(interview.application)
    with translation.override(interview.application.language):
        when = span_words(begins_at, ends_at, zone)
    more = {"old": _when(interview), "when": when, "clock": town(zone)}
    envelope = _to(letter_kinds.EARLIER, interview, now=now)
    return write(letter_kinds.EARLIER, envelope, {**_always(interview), **more})


def _dated(
    kind: LetterKind, interview: Interview, more: dict[str, object], *, now: datetime
) -> Letter:
    zone = words.zone_for(interview.application)
    with translation.override(interview.application.language):
        said = {"parts": words.sitting_lines(interview, zone), "where": interview.where}
    envelope = _to(kind, interview, now=now)
    envelope = replace(envelope, calendar=calendar.request(interview, to=None, now=now))
    facts = {**_always(interview), **said, "when": _when(interview), "clock": town(zone), **more}
    return write(kind, envelope, facts)


def _to(kind: LetterKind, interview: Interview, *, now: datetime) -> Envelope:
    signer = who_answers(interview.coordinator, now=now)
    return to_candidate(interview.application, purpose=kind.name, signer=signer, automatic=True)


def _when(interview: Interview) -> str:
    """When it is, on the clock and in the language of its candidate."""
    with translation.override(interview.application.language):
        return words.when_words(interview, words.zone_for(interview.application))


def _always(interview: Interview) -> dict[str, object]:
    application = interview.application
    return {
        "name": greeting_name(application.name) or one_line(application.name, 120),
        "opening": application.opening.title,
        "round": interview.round.name,
        "in_person": interview.round.is_in_person,
        "page": words.their_page(interview),
        "times": words.their_page(interview, "times/"),
    }
