"""Stores the parts of a round: they keep their identity, because what was booked names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.interviews.models import Cover, Session
from hearback.interviews.plan.actions.lock import names_ahead
from hearback.kit.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.interviews.models import Round
    from hearback.interviews.plan.draft import PartDraft

# Moves rows out of the way before they are numbered anew; far above any position in use.
ASIDE = 10_000


def store_parts(visit: Round, wanted: Sequence[PartDraft], *, by: Member) -> bool:
    """Store the parts of a locked round in order; returns whether anything changed.

    Part of an act that records it. Raises Refused for a criterion another part looks at, and when
    a part would vanish under somebody who is invited or booked.
    """
    refuse_second_cover(visit, wanted)
    there = {one.pk: one for one in visit.sessions.prefetch_related("people", "covers")}
    rows = [there.get(part.pk or 0) or Session(round=visit) for part in wanted]
    if [_as_stored(one) for one in there.values()] == [_as_wanted(part) for part in wanted]:
        return False
    _take_out(visit, by, [one for one in there.values() if one not in rows])
    visit.sessions.update(position=F("position") + ASIDE)
    Cover.objects.filter(session__round=visit).delete()
    for position, (row, part) in enumerate(zip(rows, wanted, strict=True), start=1):
        _store(row, part, position)
    return True


def refuse_second_cover(visit: Round, wanted: Sequence[PartDraft]) -> None:
    """A criterion is asked about once: raise Refused, naming the part that has it already."""
    elsewhere = Cover.objects.filter(session__round__opening=visit.opening_id)
    elsewhere = elsewhere.exclude(session__round=visit.pk)
    taken = {
        one.criterion_id: (one.session.topic, one.session.round.name)
        for one in elsewhere.select_related("session__round")
    }
    for part in wanted:
        for criterion in part.covers:
            if criterion.pk in taken:
                topic, where = taken[criterion.pk]
                raise Refused(
                    _(
                        "“{topic}” in “{round}” asks about “{criterion}” already, and nobody is "
                        "asked the same thing twice. Take it out of one of them."
                    ).format(topic=topic, round=where, criterion=criterion.text)
                )
            taken[criterion.pk] = (part.topic, visit.name)


def join_panel(visit: Round) -> None:
    """Let whoever asks see the opening and who applied: its panel is who interviews for it.

    The owner and the manager see both anyway.
    """
    opening = visit.opening
    asking = Member.objects.filter(interview_sessions__round=visit, is_active=True).distinct()
    opening.panel.add(*asking.exclude(pk__in=[opening.owner_id, opening.manager_id or 0]))


def _take_out(visit: Round, by: Member, gone: Sequence[Session]) -> None:
    names = names_ahead(visit, by) if gone else ""
    if names:
        raise Refused(
            _(
                "“{topic}” stays for now: {names} would lose it. Change it, or take it out once "
                "everybody who is invited or booked has been."
            ).format(topic=gone[0].topic, names=names)
        )
    for one in gone:
        _delete(one)


def _delete(part: Session) -> None:
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as error:
        raise Refused(
            _("“{topic}” stays, because what was written about people refers to it.").format(
                topic=part.topic
            )
        ) from error


def _store(row: Session, part: PartDraft, position: int) -> None:
    row.position, row.topic, row.minutes = position, part.topic, part.minutes
    row.break_after, row.needed = part.break_after, part.needed
    row.save()
    row.people.set(part.people)
    Cover.objects.bulk_create(Cover(session=row, criterion=one) for one in part.covers)


def _as_stored(row: Session) -> tuple[object, ...]:
    people = {one.pk for one in row.people.all()}
    covers = {one.criterion_id for one in row.covers.all()}
    return (row.pk, row.topic, row.minutes, row.break_after, row.needed, people, covers)


def _as_wanted(part: PartDraft) -> tuple[object, ...]:
    people = {one.pk for one in part.people}
    covers = {one.pk for one in part.covers}
    return (part.pk, part.topic, part.minutes, part.break_after, part.needed, people, covers)
