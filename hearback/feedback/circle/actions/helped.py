"""Whether feedback helped: the candidate says so, and those whose evidence it was hear that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.feedback.circle import kinds, letters
from hearback.feedback.circle.actions.draft import hold
from hearback.feedback.circle.models import Helped
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.feedback.circle.models import Feedback

LONGEST = 500
WORTH_TELLING = (Helped.YES, Helped.A_LITTLE)


@transaction.atomic
def say_helped(*, feedback: Feedback, tap: Helped, line: str, now: datetime) -> Feedback:
    """Keep whether it helped; said again the last one counts.

    Interviewers hear once, and only that it helped: somebody it did not help is for the recruiter
    to read, not for whoever took the trouble to write evidence down. Raises Refused when it was
    never given.
    """
    feedback = hold(feedback)
    if feedback.given_at is None:
        raise Refused(_("There is nothing to say about yet."))
    line = one_line(line, LONGEST)
    if (feedback.helped, feedback.helped_line) == (tap, line):
        return feedback
    have_heard = feedback.helped in WORTH_TELLING
    feedback.helped, feedback.helped_line, feedback.helped_at = tap, line, now
    feedback.save(update_fields=["helped", "helped_line", "helped_at"])
    application = feedback.application
    payload = {"name": application.name, "tap": str(Helped(tap).label), "line": line}
    record(kinds.HELPED, by=None, now=now, application=application, payload=payload)
    if tap in WORTH_TELLING and not have_heard:
        _tell_interviewers(feedback, now=now)
    return feedback


def _tell_interviewers(feedback: Feedback, *, now: datetime) -> None:
    theirs: dict[Member, list[str]] = {}
    for point in feedback.points.select_related("member"):
        if point.member is not None and point.member.is_active:
            theirs.setdefault(point.member, []).append(point.text)
    for member, criteria in theirs.items():
        queue(letters.it_helped(feedback, member, criteria), now=now)
