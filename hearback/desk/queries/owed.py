"""Open promises as work: what somebody owes, what is late, and who covers for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from hearback.accounts.access import Right, may
from hearback.accounts.models import Absence, Member
from hearback.answers.models import Answer, AnswerState
from hearback.channels.models import MessageState
from hearback.ledger.models import OTHER_DEBTS, Promise, PromiseState
from hearback.relations.models import REFERRAL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

# A promise made when an earlier one broke: late until it is kept.
MADE_AGAIN = Q(follows__isnull=False, follows__state=PromiseState.BROKEN)
# The reply that keeps it is on its way; one that gets stuck is forgotten there.
REPLIED = Q(conversation__isnull=False, kept_by__isnull=False)
# Letters that do not go on by themselves.
STUCK = [MessageState.FAILED, MessageState.IN_DOUBT, MessageState.STOPPED]
ON_THEIR_WAY = [AnswerState.PLANNED, AnswerState.WAITING]
_DAY = timedelta(days=1)
# What a row says; promises, people and openings carry much more that a list need not read.
_SHOWN = [
    *("what", "words", "state", "made_at", "due_at", "kept_by"),
    *("application__name", "application__public_id"),
    *("conversation__name", "conversation__address", "conversation__public_id"),
    *("opening__title", "opening__slug"),
    *("owner__name", "follows__state", "follows__made_at", "follows__due_at"),
]


def work() -> QuerySet[Promise]:
    """Open promises that need somebody: no answer is on its way that keeps them, or it is stuck.

    With the person, the opening, the promise each follows, and as `stuck_kind` and `stuck_letter`
    the answer whose letter got stuck. A promise that an answer on its way only announces is not
    known to the candidate yet, so it is left out. A question and a call are owed in their own
    right: an answer does not keep them. A question whose reply is on its way is left out, and so is
    what a colleague is to hear of whom they referred: the clock writes that.
    """
    way = FilteredRelation(
        "application__answers_given",
        condition=Q(application__answers_given__state__in=ON_THEIR_WAY),
    )
    open_ones = Promise.objects.open().of_the_team().annotate(way=way)
    named = open_ones.annotate(
        announced=F("way__promise"),
        stuck_kind=F("way__kind"),
        stuck_letter=F("way__message__state"),
    )
    needing = named.filter(
        Q(announced=None) | ~Q(announced=F("pk")),
        Q(stuck_kind=None) | Q(stuck_letter__in=STUCK) | Q(what__in=OTHER_DEBTS),
    )
    related = ("application", "opening", "conversation", "owner", "follows")
    return needing.exclude(REPLIED).exclude(what=REFERRAL).select_related(*related).only(*_SHOWN)


def to_do(member: Member) -> QuerySet[Promise]:
    """What waits for this member's word: the same as `work`, written to be counted fast."""
    way = Answer.objects.on_their_way().filter(application=OuterRef("application"))
    nothing_comes = ~Exists(way.exclude(message__state__in=STUCK))
    mine = Promise.objects.open().of_the_team().filter(owner=member).exclude(REPLIED)
    mine = mine.exclude(what=REFERRAL)
    return mine.filter(
        ~Exists(way.filter(promise=OuterRef("pk"))), Q(what__in=OTHER_DEBTS) | nothing_comes
    )


def stuck_of(promise: Promise) -> tuple[str, str] | None:
    """Kind and letter state of the stuck answer `work` found for a promise; None without one."""
    kind, letter = vars(promise).get("stuck_kind"), vars(promise).get("stuck_letter")
    if kind is None or letter not in STUCK or promise.what in OTHER_DEBTS:
        return None
    return kind, letter


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
    late = work().filter(MADE_AGAIN).exclude(owner__in=[member, *besides])
    return late if member.team_id is None else late.filter(owner__team=member.team_id)
