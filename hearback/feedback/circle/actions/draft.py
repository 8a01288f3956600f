"""Drafting feedback from what was seen, keeping what a person writes, beginning a new version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.feedback.circle import kinds
from hearback.feedback.circle.evidence import as_points, points_of
from hearback.feedback.circle.models import Feedback, Point, PointSide
from hearback.feedback.circle.queries import (
    languages_of,
    level_at,
    why_not_yet,
    words_of_opening,
)
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Application
from hearback.rules import feedback as rules
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.feedback.circle.evidence import Seen

LONGEST_REASON, LONGEST_SOURCE = 300, 200


@dataclass(frozen=True)
class Written:
    """One row of the form: the evidence it rests on, its words, and whether somebody vouches."""

    key: str
    words: str
    vouched: bool = False


@transaction.atomic
def draft(*, application: Application, by: Member, now: datetime) -> Feedback:
    """The draft that is being written, or a first one built from what was seen.

    Raises Refused before the answer has reached them, where no feedback is given, and once it was
    given: then `draft_anew` says why it changes.
    """
    application = lock(application)
    newest = Feedback.objects.filter(application=application).order_by("-version").first()
    if newest is not None and newest.given_at is None:
        return newest
    if newest is not None:
        raise Refused(_("They have had their feedback. Say why it changes to write a new version."))
    return _new_version(application, why="", version=1, by=by, now=now)


@transaction.atomic
def draft_anew(*, application: Application, why: str, by: Member, now: datetime) -> Feedback:
    """Begin a new version of feedback that was given; the old one stays readable.

    A second press finds the first one's draft. Raises Refused without a reason.
    """
    application = lock(application)
    newest = Feedback.objects.filter(application=application).order_by("-version").first()
    if newest is None:
        return _new_version(application, why="", version=1, by=by, now=now)
    if newest.given_at is None:
        return newest
    why = one_line(why, LONGEST_REASON)
    if not why:
        raise Refused(_("Say why it changes: they read the reason, and both versions."))
    return _new_version(application, why=why, version=newest.version + 1, by=by, now=now)


def _new_version(
    application: Application, *, why: str, version: int, by: Member, now: datetime
) -> Feedback:
    refuse_early(application)
    level = level_at(application.opening)
    feedback = Feedback.objects.create(
        application=application,
        version=version,
        level=level.value,
        language=application.language,
        why=why,
        drafted_by=by,
        drafted_at=now,
    )
    seen = points_of(application)
    claims = rules.drafted(
        as_points(seen),
        level=level,
        languages=languages_of(application),
        opening=words_of_opening(application.opening),
    )
    write_points(feedback, [Written(one.key, one.words) for one in claims], seen)
    record(kinds.DRAFTED, by=by, now=now, application=application, payload={"version": version})
    return feedback


@transaction.atomic
def keep_draft(
    *, feedback: Feedback, rows: Sequence[Written], revision: int, by: Member
) -> Feedback:
    """Keep what was written, right or wrong; only `approve` asks whether it may be given.

    Raises Refused when it was approved meanwhile, or a colleague has changed it since `revision`.
    """
    feedback = hold(feedback)
    refuse_changed(feedback, revision)
    write_points(feedback, rows, points_of(feedback.application))
    feedback.revision += 1
    feedback.drafted_by = by
    feedback.save(update_fields=["revision", "drafted_by"])
    return feedback


def write_points(feedback: Feedback, rows: Sequence[Written], seen: Sequence[Seen]) -> None:
    """Put these rows in the place of the draft's points, with the evidence as it stands now."""
    known = {one.key: one for one in seen}
    sides = {one.key: one.side for one in as_points(seen)}
    feedback.points.all().delete()
    Point.objects.bulk_create(
        _point(feedback, position, row, known.get(row.key), sides.get(row.key))
        for position, row in enumerate(rows)
    )


def _point(
    feedback: Feedback, position: int, row: Written, seen: Seen | None, side: rules.Side | None
) -> Point:
    return Point(
        feedback=feedback,
        position=position,
        side=PointSide((side or rules.Side.STRENGTH).value),
        words=" ".join(row.words.split())[:400],
        vouched=row.vouched,
        key=row.key if seen else "",
        criterion=seen.criterion if seen else None,
        text=seen.criterion.text if seen else "",
        evidence=seen.words if seen else "",
        source=seen.source[:LONGEST_SOURCE] if seen else "",
        member=seen.member if seen else None,
    )


def lock(application: Application) -> Application:
    """The application as it is now; whoever writes about its feedback meanwhile waits."""
    held = Application.objects.select_for_update(of=["self"], no_key=True)
    return held.select_related("opening__place", "candidate", "owner").get(pk=application.pk)


def hold(feedback: Feedback) -> Feedback:
    """The feedback as it is now, its application held first."""
    lock(feedback.application)
    related = Feedback.objects.select_related(
        "application__opening__place",
        "application__candidate",
        "application__owner",
        "approved_by",
        "drafted_by",
        "message",
    )
    return related.get(pk=feedback.pk)


def refuse_early(application: Application) -> None:
    """Refuse before the answer has reached them, or where the level gives no feedback."""
    if why := why_not_yet(application):
        raise Refused(why)
    if level_at(application.opening) is rules.Level.NONE:
        raise Refused(_("This employer gives no feedback here. The setting says so."))


def refuse_changed(feedback: Feedback, revision: int) -> None:
    """Refuse to write over what a colleague has approved or changed meanwhile."""
    if feedback.approved_at is not None and feedback.approved_by is not None:
        raise Refused(
            _("{name} has approved it already. Nothing was sent twice.").format(
                name=feedback.approved_by.name
            )
        )
    if feedback.revision != revision:
        raise Refused(
            _("{name} has changed it since you opened it. Read it again, then go on.").format(
                name=feedback.drafted_by.name
            )
        )
