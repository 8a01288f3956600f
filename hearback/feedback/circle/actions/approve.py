"""A person approves feedback: checked once more, then a letter that can still be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.feedback.circle import kinds, letters
from hearback.feedback.circle.actions.draft import (
    hold,
    refuse_changed,
    refuse_early,
    write_points,
)
from hearback.feedback.circle.evidence import points_of
from hearback.feedback.circle.queries import level_at, wrong_with
from hearback.kit.errors import Invalid
from hearback.ledger.actions import record
from hearback.rules import feedback as rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.feedback.circle.actions.draft import Written
    from hearback.feedback.circle.models import Feedback, Point

# Long enough for a second look, short enough to be today.
WAIT = timedelta(minutes=10)


@transaction.atomic
def approve(
    *, feedback: Feedback, rows: Sequence[Written], revision: int, by: Member, now: datetime
) -> Feedback:
    """Let these words go to the candidate in ten minutes, each tied to its evidence.

    A second press by the same person finds the first. Raises Invalid, naming what to mend, with
    nothing approved; Refused when a colleague approved or changed it first, when the answer has not
    reached them, or where no feedback is given.
    """
    feedback = hold(feedback)
    if feedback.approved_at is not None and feedback.approved_by_id == by.pk:
        return feedback
    refuse_changed(feedback, revision)
    refuse_early(feedback.application)
    seen = points_of(feedback.application)
    write_points(feedback, rows, seen)
    points = list(feedback.points.all())
    if wrong := wrong_with(feedback.application, claims_of(points), seen=seen):
        raise Invalid(" ".join(sentences(wrong)))
    feedback.level = level_at(feedback.application.opening).value
    feedback.language = feedback.application.language
    feedback.message = queue(
        letters.given(feedback, points, signer=by), now=now, send_after=now + WAIT
    )
    feedback.approved_by, feedback.approved_at = by, now
    feedback.stale_at, feedback.stale_words = None, ""
    feedback.revision += 1
    feedback.save()
    payload = {"version": feedback.version}
    record(kinds.APPROVED, by=by, now=now, application=feedback.application, payload=payload)
    return feedback


def claims_of(points: Iterable[Point]) -> list[rules.Claim]:
    """The points as the rule reads them."""
    return [
        rules.Claim(one.key, rules.Side(one.side), one.words, vouched=one.vouched) for one in points
    ]


def sentences_of_never(found: Iterable[rules.Never]) -> list[str]:
    """Why these words must go, in the reader's language."""
    return list(dict.fromkeys(_(one.sentence.one) % one.sentence.values for one in found))


def sentences(wrong: Iterable[rules.Wrong]) -> list[str]:
    """What to mend, in the reader's language, each sentence once, with the point it is about."""
    return list(dict.fromkeys(_sentence(one) for one in wrong))


def _sentence(wrong: rules.Wrong) -> str:
    said = _(wrong.sentence.one) % wrong.sentence.values
    names_it = not wrong.at or "number" in wrong.sentence.values
    return said if names_it else _("Point {n}: {said}").format(n=wrong.at, said=said)
