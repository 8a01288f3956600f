"""Taking over the plan of an opening that was hired for before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.models import Cover, Guide, Round, Session
from hearback.interviews.plan import kinds
from hearback.interviews.plan.actions.lock import lock_plan
from hearback.interviews.plan.actions.parts import join_panel
from hearback.interviews.plan.draft import COLUMNS
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.rules.alike import pair_alike

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Criterion, Opening


@transaction.atomic
def take_plan(*, opening: Opening, source: Opening, by: Member, now: datetime) -> list[Round]:
    """Copy every round of `source` to an opening without any, as drafts to look through.

    People who left are left out, criteria are found again by their words, and rooms only where both
    meet at the same place. What the kit says of a criterion comes along where its words are the
    same and nothing is written of it yet. Raises Refused when the opening has a plan or is over.
    """
    opening = lock_plan(opening)
    if opening.rounds.exists():
        raise Refused(_("This opening has a plan already."))
    criteria = _criteria(source, opening)
    _copy_kit(source, criteria)
    rounds = [
        _copy_round(one, opening, position, criteria)
        for position, one in enumerate(source.rounds.select_related("opening__place"), start=1)
    ]
    said = {"source": source.title, "opening": source.pk}
    record(kinds.PLAN_TAKEN, by=by, now=now, opening=opening, payload=said)
    return rounds


def _criteria(source: Opening, opening: Opening) -> dict[int, Criterion]:
    """For the criteria of one opening those of another that say the same."""
    old, new = list(source.criteria.all()), list(opening.criteria.all())
    pairs = pair_alike([one.text for one in old], [one.text for one in new])
    return {old[at].pk: new[found] for at, found in pairs.items()}


def _copy_kit(source: Opening, criteria: Mapping[int, Criterion]) -> None:
    """Questions and levels of criteria that say the very same; others are to be thought anew."""
    written = set(
        Guide.objects.filter(criterion__in=criteria.values()).values_list("pk", flat=True)
    )
    for guide in Guide.objects.filter(criterion__opening=source).select_related("criterion"):
        criterion = criteria.get(guide.pk)
        if criterion is None or criterion.pk in written:
            continue
        if criterion.text.casefold() == guide.criterion.text.casefold():
            guide.criterion = criterion
            guide.save(force_insert=True)


def _copy_round(
    source: Round, opening: Opening, position: int, criteria: Mapping[int, Criterion]
) -> Round:
    fields = {name: getattr(source, name) for name in COLUMNS}
    visit = Round(opening=opening, position=position, **fields)
    here = visit.meets_at
    if here != source.meets_at:
        visit.how_to_get_in = ""  # the way to another door would mislead whoever comes
    visit.save()
    visit.rooms.set(room for room in source.rooms.all() if room.is_active and room.place == here)
    for part in source.sessions.prefetch_related("people", "covers"):
        _copy_part(part, visit, criteria)
    join_panel(visit)
    return visit


def _copy_part(source: Session, visit: Round, criteria: Mapping[int, Criterion]) -> None:
    here = [one for one in source.people.all() if one.is_active]
    part = Session.objects.create(
        round=visit,
        position=source.position,
        topic=source.topic,
        minutes=source.minutes,
        break_after=source.break_after,
        needed=source.needed,
    )
    part.people.set(here)
    Cover.objects.bulk_create(
        Cover(session=part, criterion=criteria[one.criterion_id])
        for one in source.covers.all()
        if one.criterion_id in criteria
    )
