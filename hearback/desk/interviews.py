"""What the page of an application says of its interviews: when, with whom, what each answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.interviews.booking.queries import interviews_of
from hearback.interviews.booking.words import when_words
from hearback.interviews.invites.queries import answer_words
from hearback.interviews.models import AHEAD, Interview, Panelist

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application


@dataclass(frozen=True)
class Guest:
    """One of ours who takes part, and what their calendar answered, and to which time."""

    panelist: Panelist
    reply: str


@dataclass(frozen=True)
class Meeting:
    """One interview as the team reads it."""

    interview: Interview
    when: str
    reply: str
    hosts: list[Guest]
    is_ahead: bool
    is_over: bool


def interviews_of_case(
    application: Application, member: Member, *, now: datetime
) -> dict[str, object]:
    """The context of `desk/_interviews_case.html`."""
    meetings = [_meeting(one, member, now=now) for one in interviews_of(application)]
    return {"meetings": meetings, "has_times": any(one.when for one in meetings)}


def _meeting(interview: Interview, member: Member, *, now: datetime) -> Meeting:
    is_ahead = interview.state in AHEAD
    panel: list[Panelist] = getattr(interview, "panel", [])
    return Meeting(
        interview=interview,
        when=when_words(interview, member.zone),
        reply=answer_words(interview, interview) if interview.begins_at else "",
        hosts=[Guest(one, answer_words(interview, one)) for one in panel],
        is_ahead=is_ahead,
        # Nobody has said yet how it was.
        is_over=is_ahead and interview.ends_at is not None and interview.ends_at <= now,
    )
