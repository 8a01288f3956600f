"""What the page of an application, and that of a client, say of people put forward and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hearback.clients.models import MeetingState, SubmissionState
from hearback.clients.queries import meetings_of, submissions_of
from hearback.clients.words import shown_words, when_words, where_words
from hearback.feedback.asking.models import About, Ask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.clients.models import Look, Meeting, ReviewLink, Submission
    from hearback.pipeline.models import Application


@dataclass(frozen=True)
class Reader:
    """One contact's page: whether it is open, who looked when, and what they said."""

    link: ReviewLink
    is_open: bool
    may_renew: bool
    looks: list[Look]
    word: Ask | None


@dataclass(frozen=True)
class Forward:
    """One submission as the team reads it."""

    submission: Submission
    shown: str
    people: str
    readers: list[Reader]
    may_show: bool


@dataclass(frozen=True)
class Held:
    """One meeting as the team reads it."""

    meeting: Meeting
    when: str
    where: str
    is_ahead: bool


def put_forward_of_case(
    application: Application, member: Member, *, now: datetime
) -> dict[str, object]:
    """The context of `desk/_forward_case.html`."""
    client = application.opening.client
    submissions = submissions_of(application)
    return {
        "client": client,
        "forwards": forwards(submissions, now=now),
        "client_meetings": held(meetings_of(application), member),
        "may_put_forward": client is not None
        and client.ended_at is None
        and all(one.client_id != client.pk for one in submissions),
        "may_meet": any(one.state == SubmissionState.FORWARD for one in submissions),
    }


def forwards(submissions: Sequence[Submission], *, now: datetime) -> list[Forward]:
    """These submissions in words, in the same order, with what was said about each."""
    keys = [one.public_id for one in submissions]
    asks = Ask.objects.filter(about=About.SUBMISSION, subject__in=keys)
    words = {(one.subject, one.contact_id): one for one in asks}
    return [_forward(one, words, now=now) for one in submissions]


def held(meetings: Sequence[Meeting], member: Member) -> list[Held]:
    """These meetings in words, in the same order, on this member's clock."""
    return [
        Held(
            one,
            when_words(one, member.zone),
            where_words(one),
            one.state == MeetingState.SET,
        )
        for one in meetings
    ]


def _forward(submission: Submission, words: Mapping[Any, Ask], *, now: datetime) -> Forward:
    return Forward(
        submission=submission,
        shown=shown_words(submission.allowed),
        people=", ".join(one.name for one in submission.contacts.all()),
        readers=[_reader(one, submission, words, now=now) for one in submission.links.all()],
        may_show=submission.state == SubmissionState.AGREED,
    )


def _reader(
    link: ReviewLink, submission: Submission, words: Mapping[Any, Ask], *, now: datetime
) -> Reader:
    is_forward = submission.state == SubmissionState.FORWARD
    return Reader(
        link=link,
        is_open=is_forward and link.is_open(now),
        may_renew=is_forward and link.contact.is_there,
        looks=sorted(link.looks.all(), key=lambda one: one.at, reverse=True),
        word=words.get((submission.public_id, link.contact_id)),
    )
