"""Adding, changing, ordering and removing the rounds of an opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hearback.interviews.models import Round
from hearback.interviews.plan import kinds
from hearback.interviews.plan.actions.lock import lock_plan, lock_round, names_ahead
from hearback.interviews.plan.actions.parts import ASIDE, join_panel, store_parts
from hearback.interviews.plan.actions.ready import rest
from hearback.interviews.plan.gate import gaps_of, refuse_gaps
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.differences import difference, values_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.plan.draft import RoundDraft
    from hearback.pipeline.models import Opening

# What candidates were told when they were invited, and drove or dialled by.
TOLD = ("kind", "place")
# What may change for those who are booked; `story` lets them be told.
DETAILS = ("link", "how_to_get_in", "bring", "dress", "expenses")


@transaction.atomic
def add_round(*, opening: Opening, draft: RoundDraft, by: Member, now: datetime) -> Round:
    """Add a round at the end of the plan, as a draft nobody can be invited to yet.

    Whoever asks in it joins the opening's panel, so that they see who they meet. Raises Refused
    for a criterion another part looks at already, and when the opening is over.
    """
    opening = lock_plan(opening)
    last = opening.rounds.order_by("-position").first()
    visit = Round(opening=opening, position=last.position + 1 if last else 1, **draft.fields)
    visit.save()
    visit.rooms.set(draft.rooms)
    store_parts(visit, draft.parts, by=by)
    join_panel(visit)
    said = {"round": visit.name}
    record(kinds.ROUND_ADDED, by=by, now=now, opening=opening, payload=said)
    return visit


@transaction.atomic
def change_round(*, visit: Round, draft: RoundDraft, by: Member, now: datetime) -> list[str]:
    """Change a round for those who are booked from now on; returns the gaps it has now.

    A round that was open for invitations and gets a gap is a draft again; while somebody is invited
    or booked that is refused instead, and so is losing a part or meeting elsewhere. Raises Refused
    for those, and as `add_round` does.
    """
    visit = lock_round(visit)
    _refuse_told_changes(visit, draft, by)
    before = values_of(visit, draft.fields)
    details = _new_details(visit, draft)
    for name, value in draft.fields.items():
        setattr(visit, name, value)
    changes = [difference(before, values_of(visit, draft.fields))]
    visit.save(update_fields=list(draft.fields))
    if {room.pk for room in visit.rooms.all()} != {room.pk for room in draft.rooms}:
        visit.rooms.set(draft.rooms)
        changes.append(_("rooms"))
    if store_parts(visit, draft.parts, by=by):
        changes.append(_("its parts"))
    if change := "; ".join(filter(None, changes)):
        join_panel(visit)
        said = {"round": visit.name, "change": change, "visit": visit.pk, "details": details}
        record(kinds.ROUND_CHANGED, by=by, now=now, opening=visit.opening, payload=said)
    return _rest_if_gaps(visit, by=by, now=now)


@transaction.atomic
def move_round(*, visit: Round, earlier: bool, by: Member, now: datetime) -> None:
    """Let a round change places with its neighbour; nothing happens at either end."""
    visit = lock_round(visit)
    rounds = list(visit.opening.rounds.all())
    at = rounds.index(visit)
    to = at - 1 if earlier else at + 1
    if not 0 <= to < len(rounds):
        return
    rounds[at], rounds[to] = rounds[to], rounds[at]
    visit.opening.rounds.update(position=F("position") + ASIDE)
    for position, one in enumerate(rounds, start=1):
        Round.objects.filter(pk=one.pk).update(position=position)
    said = {"order": ", ".join(one.name for one in rounds)}
    record(kinds.ROUND_MOVED, by=by, now=now, opening=visit.opening, payload=said)


@transaction.atomic
def remove_round(*, visit: Round, by: Member, now: datetime) -> None:
    """Take a round out of the plan. Raises Refused when somebody was ever invited to it."""
    visit = lock_round(visit)
    if names := names_ahead(visit, by):
        raise Refused(
            _("{names} would lose “{round}”. Call the interview off first.").format(
                names=names, round=visit.name
            )
        )
    if visit.interviews.exists():
        raise Refused(
            _("“{round}” stays on record, because it was held. Make it a draft instead.").format(
                round=visit.name
            )
        )
    visit.delete()
    said = {"round": visit.name}
    record(kinds.ROUND_REMOVED, by=by, now=now, opening=visit.opening, payload=said)


def _new_details(visit: Round, draft: RoundDraft) -> list[str]:
    given = (name for name in DETAILS if name in draft.fields)
    return [name for name in given if draft.fields[name] != getattr(visit, name)]


def _refuse_told_changes(visit: Round, draft: RoundDraft, by: Member) -> None:
    told = [name for name in TOLD if name in draft.fields]
    if all(draft.fields[name] == getattr(visit, name) for name in told):
        return
    if names := names_ahead(visit, by):
        raise Refused(
            _(
                "{names} knows where and how you meet, so that stays. Add another round for those "
                "you meet otherwise, or call the interview off first."
            ).format(names=names)
        )


def _rest_if_gaps(visit: Round, *, by: Member, now: datetime) -> list[str]:
    missing = gaps_of(visit)
    if not missing or visit.ready_at is None:
        return missing
    if visit.interviews.ahead().exists():
        refuse_gaps(visit)
    rest(visit, why=", ".join(missing), by=by, now=now)
    return missing
