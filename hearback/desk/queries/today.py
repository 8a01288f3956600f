"""Today: what a member owes, what they cover, what is late in their team, what did not arrive."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from hearback.accounts.access import Right, may
from hearback.answers.models import Answer, AnswerState
from hearback.channels.models import Message
from hearback.desk.debts import reading
from hearback.desk.debts.reading import owed_by, to_ring
from hearback.desk.queries.orders import against_orders_of
from hearback.desk.queries.outbox import TROUBLED, with_what_they_carry
from hearback.desk.queries.owed import (
    MADE_AGAIN,
    STUCK,
    covered_by,
    late_in_team,
    to_do,
    work,
)
from hearback.feedback.hearing.queries import unclear
from hearback.interviews.invites.queries import missing_of
from hearback.kit.paging import PAGE, Count, Place, after, count, cut
from hearback.pipeline.models import Application
from hearback.pipeline.queries import who_must_not_be_known_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.desk.queries.orders import Against
    from hearback.desk.queries.outbox import Letter
    from hearback.feedback.asking.models import Ask
    from hearback.feedback.hearing.models import Heard
    from hearback.interviews.invites.queries import Missing
    from hearback.ledger.models import Promise


# Answers on their way need nobody, so a few of them are enough to look at.
FEW = 10


@dataclass(frozen=True)
class Listed:
    """One page of a list of promises, and where the next page begins, None on the last."""

    promises: list[Promise] = field(default_factory=list)
    next: Place | None = None


@dataclass(frozen=True)
class Today:
    """Everything the page shows."""

    late: Listed
    coming: Listed
    undelivered: list[Letter]
    cannot_come: list[Missing]
    against: list[Against]
    covered: Listed
    away: list[Member]
    team: Listed
    waiting: Count
    leaving: list[Answer]
    leaving_count: Count
    calls: list[Ask]
    unclear: list[Heard]
    owed: list[Ask]


def today_of(member: Member, *, now: datetime) -> Today:
    """The first page of every list of this member's day."""
    late, coming = list_of(member, "late"), list_of(member, "coming")
    away = covered_by(member, now=now)
    is_lead, asks_others = may(member, Right.LEAD), may(member, Right.ANSWER)
    leaving, leaving_count = on_their_way(member)
    return Today(
        late=late,
        coming=coming,
        undelivered=undelivered_of(member),
        cannot_come=missing_of(member, now=now, away=away),
        against=against_orders_of(member, now=now) if may(member, Right.ANSWER) else [],
        covered=_page(_known(member).filter(owner__in=away)) if away else Listed(),
        away=away,
        team=_page(_late_in_team(member, away)) if is_lead else Listed(),
        waiting=_waiting(member, late, coming),
        leaving=leaving,
        leaving_count=leaving_count,
        calls=to_ring(member, away) if asks_others else [],
        unclear=list(unclear(member, [member, *away])[: reading.FEW]) if asks_others else [],
        owed=owed_by(member),
    )


def list_of(member: Member, name: str, place: Place | None = None) -> Listed:
    """One page of this member's own promises from `place` on: those `late`, or those `coming`."""
    mine = _known(member).filter(owner=member)
    again = mine.filter(MADE_AGAIN) if name == "late" else mine.exclude(MADE_AGAIN)
    return _page(again, place)


def covered_list(member: Member, place: Place | None, *, now: datetime) -> Listed:
    """One page of what colleagues who are away owe, for the member who stands in."""
    return _page(_known(member).filter(owner__in=covered_by(member, now=now)), place)


def team_list(member: Member, place: Place | None, *, now: datetime) -> Listed:
    """One page of what is late in a lead's team; nothing for others."""
    if not may(member, Right.LEAD):
        return Listed()
    return _page(_late_in_team(member, covered_by(member, now=now)), place)


def _known(member: Member) -> QuerySet[Promise]:
    """What needs somebody, without those of whom this very member must not know."""
    return work().exclude(application__candidate__in=who_must_not_be_known_to(member))


def _late_in_team(member: Member, besides: Sequence[Member]) -> QuerySet[Promise]:
    late = late_in_team(member, besides=besides)
    return late.exclude(application__candidate__in=who_must_not_be_known_to(member))


def _page(promises: QuerySet[Promise], place: Place | None = None) -> Listed:
    rows = promises.filter(after(place, "due_at")).order_by("due_at", "pk")[: PAGE + 1]
    shown, more = cut(list(rows), PAGE)
    return Listed(shown, Place(shown[-1].due_at, shown[-1].pk) if more else None)


def _waiting(member: Member, late: Listed, coming: Listed) -> Count:
    """How many wait for a word; counted by the database only when they fill more than a page."""
    if late.next or coming.next:
        return count(to_do(member))
    return Count(len(late.promises) + len(coming.promises))


def on_their_way(member: Member) -> tuple[list[Answer], Count]:
    """The first of this member's answers that wait to leave, soonest first, and how many do."""
    mine = Answer.objects.filter(decided_by=member, state=AnswerState.WAITING)
    mine = mine.exclude(application__candidate__in=who_must_not_be_known_to(member))
    going = mine.exclude(message__state__in=STUCK)
    first = going.select_related("application__opening").order_by("send_at", "pk")[:FEW]
    answers = list(first)
    return answers, count(going) if len(answers) == FEW else Count(len(answers))


def undelivered_of(member: Member) -> list[Letter]:
    """Letters to this member's people that failed, came back or are in doubt, at most 50."""
    mine = Application.objects.filter(public_id=OuterRef("about"), owner=member)
    mine = mine.exclude(candidate__in=who_must_not_be_known_to(member))
    letters = Message.objects.filter(Exists(mine), state__in=TROUBLED)
    return with_what_they_carry(letters.order_by("created_at")[:PAGE])
