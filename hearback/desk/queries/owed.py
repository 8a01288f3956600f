"""Open promises as work: what somebody owes, what is late, and who covers for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from hearback.accounts.access import Right, may
from hearback.accounts.models import Absence, Member
from hearback.answers.models import Answer, AnswerState
from hearback.answers.owed import OTHER_DEBTS
from hearback.channels.models import MessageState
from hearback.ledger.models import Promise, PromiseState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

# A promise made when an earlier one broke: late until it is kept.
MADE_AGAIN = Q(follows__isnull=False, follows__state=PromiseState.BROKEN)
# Letters that do not go on by themselves.
STUCK = [MessageState.FAILED, MessageState.IN_DOUBT, MessageState.STOPPED]
ON_THEIR_WAY = [AnswerState.PLANNED, AnswerState.WAITING]
_DAY = timedelta(days=1)


def open_promises() -> QuerySet[Promise]:
    """Open promises with the person, the opening and any answer already on its way.

    Rows carry `answer_kind`, `answer_state`, `answer_leaves` and `answer_letter` (the state of its
    message), all None when nothing is on its way. A promise that such an answer only announces is
    left out: the person does not know of it.
    """
    way = FilteredRelation(
        "application__answers_given",
        condition=Q(application__answers_given__state__in=ON_THEIR_WAY),
    )
    return (
        Promise.objects.open()
        .annotate(way=way)
        .exclude(way__promise=F("pk"))
        .annotate(
            answer_kind=F("way__kind"),
            answer_state=F("way__state"),
            answer_leaves=F("way__send_at"),
            answer_letter=F("way__message__state"),
        )
        .select_related("application__opening", "opening", "owner", "follows")
    )


def to_do(member: Member) -> QuerySet[Promise]:
    """What waits for this member's word: no answer is on its way that keeps it, or it is stuck.

    Promises the candidate does not know of yet, because the letter is on its way, do not count.
    """
    way = Answer.objects.on_their_way().filter(application=OuterRef("application"))
    nothing_comes = ~Exists(way.exclude(message__state__in=STUCK))
    mine = Promise.objects.open().filter(owner=member)
    return mine.filter(
        ~Exists(way.filter(promise=OuterRef("pk"))), Q(what__in=OTHER_DEBTS) | nothing_comes
    )


@dataclass(frozen=True)
class Way:
    """An answer on its way that will keep a promise: its kind, its state, when and where it is."""

    kind: str
    state: str
    leaves: datetime | None
    letter: str | None

    @property
    def is_stuck(self) -> bool:
        """Whether its letter does not go on by itself."""
        return self.letter in STUCK


def way_of(promise: Promise) -> Way | None:
    """What `open_promises` found on its way for this promise; None when nothing is.

    A question and a call are owed in their own right: an answer does not keep them.
    """
    found = vars(promise)
    kind = found.get("answer_kind")
    if kind is None or promise.what in OTHER_DEBTS:
        return None
    return Way(kind, found["answer_state"], found["answer_leaves"], found["answer_letter"])


def covered_by(member: Member, *, now: datetime) -> list[Member]:
    """Colleagues who are away today and for whom this member stands in, by name.

    A lead also stands in for those of the own team who named nobody, or somebody who is away too.
    """
    today = now.date()
    spans = Absence.objects.filter(first_day__lte=today + _DAY, last_day__gte=today - _DAY)
    spans = spans.filter(member__is_active=True).select_related("member__stand_in")
    away = {span.member for span in spans if _covers(span, now)}
    return sorted((m for m in away if _stands_in(member, m, away)), key=lambda m: m.name)


def _covers(span: Absence, now: datetime) -> bool:
    day = now.astimezone(ZoneInfo(span.member.zone)).date()
    return span.first_day <= day <= span.last_day


def _stands_in(member: Member, away: Member, all_away: set[Member]) -> bool:
    stand_in = away.stand_in
    if away == member:
        return False
    if stand_in is not None and stand_in.is_active and stand_in not in all_away:
        return stand_in == member
    return may(member, Right.LEAD) and away.team_id == member.team_id


def late_in_team(member: Member, *, besides: Iterable[Member]) -> QuerySet[Promise]:
    """Promises broken and not made good in a lead's team; everybody's for a lead without a team.

    Without the lead's own and those of `besides`, which stand elsewhere on the page.
    """
    late = open_promises().filter(MADE_AGAIN).exclude(owner__in=[member, *besides])
    return late if member.team_id is None else late.filter(owner__team=member.team_id)
