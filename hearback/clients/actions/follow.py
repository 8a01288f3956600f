"""What follows for submissions and meetings when an application ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.clients.actions.meet import call_off
from hearback.clients.actions.put_forward import end_submission, plans_of
from hearback.clients.models import Meeting, Submission
from hearback.clients.orders import first_against

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry


def heed_order(entry: Entry, *, now: datetime) -> None:
    """An order that came later closes what it forbids; a meeting it touches is the recruiter's."""
    theirs = Submission.objects.open().filter(
        application__candidate__applications=entry.application_id
    )
    for submission in theirs.select_related("application", "client"):
        plans = plans_of(submission.client, list(submission.contacts.all()))
        if reason := first_against(submission.application, plans):
            end_submission(submission=submission, reason=reason, by=None, now=now)


def call_off_unwanted(entry: Entry, *, now: datetime) -> None:
    """A candidate who took their yes back meets nobody there; both hear of it, without a reason."""
    ahead = Meeting.objects.ahead().filter(
        submission__public_id=entry.payload["submission"], application=entry.application_id or 0
    )
    for meeting in ahead:
        reason = _("The candidate is not put forward any more.")
        call_off(meeting=meeting, reason=reason, by=None, now=now)


def end_with_application(entry: Entry, *, now: datetime) -> None:
    """Its candidate has their answer or withdrew: nobody sees them, no meeting is held any more."""
    for meeting in Meeting.objects.ahead().filter(application=entry.application_id or 0):
        reason = _("The application has ended.")
        call_off(meeting=meeting, reason=reason, by=None, now=now)
    for submission in Submission.objects.open().filter(application=entry.application_id or 0):
        end_submission(
            submission=submission, reason=_("the application has ended"), by=None, now=now
        )
