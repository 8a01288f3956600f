"""The letters of the day: to colleagues when somebody waits alone, to the candidate who did."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from hearback.channels.models import Urgency
from hearback.inbox.spoken import said_to
from hearback.inbox.writing import to_candidate, to_colleague, write
from hearback.interviews.booking.words import their_page
from hearback.interviews.day import letter_kinds
from hearback.interviews.day.models import Missing
from hearback.kit.links import Marker
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name
from hearback.rules.numbers import readable

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.interviews.day.models import Alone
    from hearback.interviews.day.queries import Meeting
    from hearback.interviews.models import Interview


def alone(alone: Alone, meeting: Meeting, to: Member) -> Letter:
    """To a colleague: who waits, who is not there, and what to do now."""
    interview = meeting.interview
    guest_waits = alone.missing == Missing.HOSTS
    path = reverse("interviews:interview_rescue", args=[interview.public_id])
    people = meeting.people
    awaited = [one for one in people if one.said.here_at] if not guest_waits else people
    ours = ", ".join(one.panelist.member.name for one in awaited or people)
    context = {
        "name": greeting_name(to.name),
        "opening": interview.application.opening.title,
        "round": interview.round.name,
        "waits": interview.application.name if guest_waits else ours,
        "missing": ours if guest_waits else interview.application.name,
        "when": day_hour(meeting.begins_at, ZoneInfo(to.zone)),
        "number": readable(interview.application.phone),
        "rescue": Marker(f"{settings.HEARBACK_URL}{path}"),
    }
    envelope = to_colleague(to, purpose=letter_kinds.ALONE.name, urgency=Urgency.NOW)
    return write(letter_kinds.ALONE, envelope, context)


def denied(interview: Interview, words: str, to: Member) -> Letter:
    """To whoever coordinates: the candidate says that it did not take place."""
    path = reverse("interviews:interview_happened", args=[interview.public_id])
    begins_at = interview.begins_at
    context = {
        "name": greeting_name(to.name),
        "opening": interview.application.opening.title,
        "round": interview.round.name,
        "candidate": interview.application.name,
        "when": day_hour(begins_at, ZoneInfo(to.zone)) if begins_at else "",
        "words": words,
        "page": Marker(f"{settings.HEARBACK_URL}{path}"),
    }
    envelope = to_colleague(to, purpose=letter_kinds.DENIED.name)
    return write(letter_kinds.DENIED, envelope, context)


def sorry(interview: Interview, *, signer: Member) -> Letter:
    """To a candidate who waited alone: sorry, once, and what happens next."""
    application = interview.application
    context = {
        "name": greeting_name(application.name),
        "opening": application.opening.title,
        "round": interview.round.name,
        "when": said_to(application, interview.begins_at) if interview.begins_at else "",
        "page": their_page(interview),
    }
    envelope = to_candidate(
        application, purpose=letter_kinds.SORRY.name, signer=signer, urgency=Urgency.NOW
    )
    return write(letter_kinds.SORRY, envelope, context)
