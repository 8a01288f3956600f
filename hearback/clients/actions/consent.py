"""What a candidate says to being put forward: yes to some of it, no, or no longer.

Each press leaves a receipt of what they read and chose. They may say the other thing at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.clients import kinds, letters
from hearback.clients.actions.put_forward import close, held, move_to, named, put_forward
from hearback.clients.models import Choice, Consent, Submission, SubmissionState
from hearback.clients.words import to_show
from hearback.kit.errors import Refused
from hearback.kit.language import as_team
from hearback.ledger.actions import record
from hearback.pipeline.models import ApplicationState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.ledger.kinds import Kind

SHOWN = (SubmissionState.AGREED, SubmissionState.FORWARD)


@transaction.atomic
def say_yes(
    *, submission: Submission, allowed: Sequence[str], shown: str, now: datetime
) -> Submission:
    """They may be put forward with what they `allowed`, which happens at once where it can.

    `shown` is what they read. Said again with something else it changes what can be seen; pressed
    twice it is said once. Raises Refused once the application or the submission is over.
    """
    submission, chosen = _open(submission), to_show(allowed)
    if submission.state in SHOWN and submission.allowed == chosen:
        return submission
    was_shown = submission.state in SHOWN
    submission.allowed = chosen
    submission.save(update_fields=["allowed"])
    _receipt(submission, Choice.GIVEN, shown, now=now)
    payload = named(submission)
    application = submission.application
    record(kinds.CONSENT_GIVEN, by=None, now=now, application=application, payload=payload)
    if was_shown:
        return submission
    move_to(submission, SubmissionState.AGREED, now=now)
    reason = _show(submission, now=now)
    queue(letters.chosen(submission, Choice.GIVEN, reason=reason), now=now)
    submission.refresh_from_db()
    return submission


@transaction.atomic
def say_no(*, submission: Submission, shown: str, now: datetime) -> Submission:
    """They would rather not; nothing was shown, and nothing will be. Pressed twice, said once."""
    submission = _open(submission)
    if submission.state == SubmissionState.REFUSED:
        return submission
    if submission.state != SubmissionState.ASKED:
        raise Refused(_("You have chosen already. You can take your yes back instead."))
    _receipt(submission, Choice.REFUSED, shown, now=now)
    move_to(submission, SubmissionState.REFUSED, now=now)
    _tell(submission, kinds.CONSENT_REFUSED, Choice.REFUSED, now=now)
    return submission


@transaction.atomic
def take_back(*, submission: Submission, shown: str, now: datetime) -> Submission:
    """They take their yes back: every page of it closes at once. Pressed twice, said once."""
    submission = held(submission)
    if submission.state == SubmissionState.TAKEN_BACK:
        return submission
    if submission.state not in SHOWN:
        raise Refused(_("Nothing of yours is shown there."))
    submission.allowed = []
    submission.save(update_fields=["allowed"])
    _receipt(submission, Choice.TAKEN_BACK, shown, now=now)
    close(submission, SubmissionState.TAKEN_BACK, now=now)
    _tell(submission, kinds.CONSENT_WITHDRAWN, Choice.TAKEN_BACK, now=now)
    return submission


def _show(submission: Submission, *, now: datetime) -> str:
    """Put them forward by their own yes; else why not, which the recruiter reads and sees to."""
    try:
        with as_team():
            put_forward(submission=submission, by=None, now=now)
    except Refused as refused:
        payload = {**named(submission), "reason": refused.sentence}
        application = submission.application
        record(kinds.NOT_SUBMITTED, by=None, now=now, application=application, payload=payload)
        return refused.sentence
    return ""


def _open(submission: Submission) -> Submission:
    submission = held(submission)
    ended = submission.application.state != ApplicationState.IN_PROGRESS
    if ended or submission.state == SubmissionState.OVER:
        raise Refused(_("This question is over; there is nothing you need do."))
    return submission


def _receipt(submission: Submission, choice: Choice, shown: str, *, now: datetime) -> None:
    Consent.objects.create(
        submission=submission, choice=choice, at=now, shown=shown, allowed=submission.allowed
    )


def _tell(submission: Submission, kind: Kind, choice: Choice, *, now: datetime) -> None:
    payload = named(submission)
    record(kind, by=None, now=now, application=submission.application, payload=payload)
    queue(letters.chosen(submission, choice), now=now)
