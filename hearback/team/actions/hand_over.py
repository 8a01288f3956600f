"""Handing over everything somebody owns, in one act: nothing is owned by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.accounts.access import Right, may
from hearback.accounts.models import Member
from hearback.channels.actions import queue
from hearback.kit.errors import Refused
from hearback.ledger.actions import hand_over_many, record
from hearback.ledger.actions.record import Line, record_many
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Conversation, ConversationState, Opening
from hearback.team import kinds, letters
from hearback.team.actions.member import check_may_decide
from hearback.team.queries import openings_of, owes_candidates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@transaction.atomic
def hand_over_everything(member: Member, *, to: Member, by: Member, now: datetime) -> list[str]:
    """Give all that `member` owns to `to`; returns what it was, in words, empty when nothing.

    Open promises with the dates people were told, applications in progress, conversations, openings
    owned, managed or interviewed for, and standing in for others. Raises Refused when `to` is not
    here, is the same person, or may not answer the candidates who wait.
    """
    locked = {one.pk: one for one in _locked([member, to])}
    member, to = locked[member.pk], locked.get(to.pk, to)
    _check_taker(member, to)
    mine = Promise.objects.filter(owner=member)
    first_due = (
        mine.open().of_the_team().order_by("due_at").values_list("due_at", flat=True).first()
    )
    things = [
        *_promises(hand_over_many(promises=mine, to=to, by=by, now=now)),
        *_applications(_give_applications(member, to, by=by, now=now)),
        *_conversations(_give_conversations(member, to)),
        *_openings(_give_openings(member, to, by=by, now=now)),
        *_standing_in(_give_standing_in(member, to)),
    ]
    if things:
        told = {"giver": member.name, "taker": to.name, "things": ", ".join(things)}
        queue(letters.handed_over(to, member, things, first_due, by=by), now=now)
        record(kinds.HANDED_OVER, by=by, now=now, member=member, payload=told)
    return things


def _locked(members: Sequence[Member]) -> list[Member]:
    """The rows, locked in one order, so that two hand-overs at once wait instead of colliding."""
    keys = [member.pk for member in members]
    return list(Member.objects.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk"))


def _check_taker(member: Member, to: Member) -> None:
    if to.pk == member.pk:
        raise Refused(_("Choose somebody else to take over."))
    if not to.is_active:
        raise Refused(_("{name} has left the team.").format(name=to.name))
    check_may_decide(to)
    if owes_candidates(member) and not may(to, Right.ANSWER):
        raise Refused(
            _("{name} may not answer candidates. Choose somebody who can.").format(name=to.name)
        )


def _give_applications(member: Member, to: Member, *, by: Member, now: datetime) -> int:
    mine = Application.objects.in_progress().filter(owner=member)
    taken = list(mine.select_for_update().order_by("pk").values_list("pk", "opening_id"))
    Application.objects.filter(pk__in=[pk for pk, _opening in taken]).update(owner=to)
    told = {"giver": member.name, "taker": to.name}
    lines = [Line(kinds.APPLICATION_HANDED_OVER, pk, opening, told) for pk, opening in taken]
    record_many(lines, by=by, now=now)
    return len(taken)


def _give_conversations(member: Member, to: Member) -> int:
    """Give every conversation; returns how many of them are not done."""
    mine = Conversation.objects.filter(owner=member)
    going_on = mine.exclude(state=ConversationState.DONE).count()
    mine.update(owner=to)
    return going_on


def _give_openings(member: Member, to: Member, *, by: Member, now: datetime) -> int:
    openings = list(openings_of(member).select_for_update(of=["self"]).order_by("pk"))
    for opening in openings:
        _give_opening(opening, member, to)
        told = {"giver": member.name, "taker": to.name}
        record(kinds.OPENING_HANDED_OVER, by=by, now=now, opening=opening, payload=told)
    return len(openings)


def _give_opening(opening: Opening, member: Member, to: Member) -> None:
    if opening.owner_id == member.pk:
        opening.owner = to
    if opening.manager_id == member.pk:
        opening.manager = to
    opening.save(update_fields=["owner", "manager"])
    if opening.panel.filter(pk=member.pk).exists():
        opening.panel.remove(member)
        opening.panel.add(to)


def _give_standing_in(member: Member, to: Member) -> int:
    covered = Member.objects.filter(stand_in=member)
    covered.filter(pk=to.pk).update(stand_in=None)
    return covered.update(stand_in=to)


def _promises(count: int) -> list[str]:
    words = ngettext("{count} promise", "{count} promises", count)
    return [words.format(count=count)] if count else []


def _applications(count: int) -> list[str]:
    words = ngettext("{count} application", "{count} applications", count)
    return [words.format(count=count)] if count else []


def _conversations(count: int) -> list[str]:
    words = ngettext("{count} conversation", "{count} conversations", count)
    return [words.format(count=count)] if count else []


def _openings(count: int) -> list[str]:
    words = ngettext("{count} opening", "{count} openings", count)
    return [words.format(count=count)] if count else []


def _standing_in(count: int) -> list[str]:
    words = ngettext(
        "standing in for {count} colleague", "standing in for {count} colleagues", count
    )
    return [words.format(count=count)] if count else []
