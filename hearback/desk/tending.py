"""Puts together what stands around a conversation: who this is, what is owed, the box to reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.accounts.queries import is_away, who_answers
from hearback.desk.inbox_forms import AssignForm, ReplyForm
from hearback.desk.talk import turns_of
from hearback.desk.words import broken_before, missed, said
from hearback.inbox.callbacks.words import town as town_of
from hearback.inbox.queries import draft_in, version_of, ways_to
from hearback.inbox.spoken import reader_zone
from hearback.kit.moments import day_hour_short
from hearback.ledger.models import Promise
from hearback.pipeline.models import ConversationState
from hearback.rules.names import greeting_name
from hearback.rules.timing import next_morning

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.inbox.models import ReplyDraft
    from hearback.pipeline.models import Conversation

WRITING = timedelta(minutes=2)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Writing:
    """A reply that is being written: by whom, in which words, and whether by the reader."""

    draft: ReplyDraft
    is_mine: bool
    words: str


@dataclass(frozen=True)
class Owed:
    """An open promise as the desk says it; a broken one it follows goes on being late.

    `town` names the clock its words were told on, where that is another than the reader's.
    """

    promise: Promise
    clock: Promise
    said: str
    missed: str
    town: str


@dataclass(frozen=True)
class Choice:
    """A moment to choose, in words and as a form sends it."""

    words: str
    value: str


def talk_page(
    conversation: Conversation,
    member: Member,
    *,
    now: datetime,
    form: ReplyForm | None = None,
) -> dict[str, Any]:
    """What the thread of a conversation and the box below it show; `form` is one sent already."""
    ways = ways_to(conversation)
    writing = writing_in(conversation, member, now=now)
    mine = writing.draft if writing and writing.is_mine else None
    initial = {"text": mine.text, "channel": mine.channel} if mine else {}
    return {
        "conversation": conversation,
        "person": conversation.name or conversation.address or conversation.phone,
        "turns": turns_of(conversation, member),
        "promised": [owed_as(one, member) for one in _promised_in(conversation)],
        "waits": conversation.state == ConversationState.AWAITS_US,
        "is_done": conversation.state == ConversationState.DONE,
        "is_snoozed": bool(conversation.snoozed_until and conversation.snoozed_until > now),
        "writing": writing,
        "form": form or ReplyForm(initial=initial, ways=ways),
        "ways": ways,
        "seen": version_of(conversation),
        "morning": _morning(conversation, now=now),
        "their_zone": reader_zone(conversation).key,
        "their_town": town_of(reader_zone(conversation).key),
        "may_answer": may(member, Right.ANSWER) and conversation.part_of_id is None,
        "assign_form": AssignForm(owner=conversation.owner),
        "snoozes": _snoozes(conversation, member, now=now),
        "covering": covering_words(conversation, now=now),
    }


def writing_in(conversation: Conversation, member: Member, *, now: datetime) -> Writing | None:
    """The reply somebody is writing, said in a sentence."""
    draft = draft_in(conversation)
    if draft is None:
        return None
    name = greeting_name(draft.by.name)
    words = _("{name} is writing a reply.") if now - draft.saved_at < WRITING else ""
    words = words or _("{name} began a reply and has not sent it.")
    return Writing(draft, draft.by_id == member.pk, words.format(name=name))


def owed_as(promise: Promise, member: Member) -> Owed:
    """An open promise in words for this member."""
    clock = broken_before(promise) or promise
    town = _told_on(promise, member)
    return Owed(promise, clock, said(promise, member), missed(promise, member), town)


def _told_on(promise: Promise, member: Member) -> str:
    """The town whose hour stands in the words of a promise; empty where it is the member's own.

    Words that came over from another conversation may be on another clock: nothing is said then.
    """
    reader = promise.application or promise.conversation
    if reader is None:
        return ""
    zone = reader_zone(reader)
    there, here = (promise.due_at.astimezone(one) for one in (zone, ZoneInfo(member.zone)))
    is_theirs = f"{there:%H}" in promise.words and f"{there:%M}" in promise.words
    return town_of(zone.key) if is_theirs and there.hour != here.hour else ""


def _promised_in(conversation: Conversation) -> list[Promise]:
    """The reply and the call that are still owed here, soonest first."""
    owed = Promise.objects.open().filter(conversation=conversation, kept_by=None)
    related = owed.select_related("follows", "owner", "application", "conversation")
    return list(related.order_by("due_at"))


def covering_words(conversation: Conversation, *, now: datetime) -> str:
    """That its owner is away, and who answers meanwhile; empty when they are here."""
    owner = conversation.owner
    if not is_away(owner, now=now):
        return ""
    cover = who_answers(owner, now=now)
    if cover.pk == owner.pk:
        return _("{name} is away, and nobody stands in.").format(name=owner.name)
    words = _("{name} is away. {cover} stands in, and new words go there.")
    return words.format(name=owner.name, cover=cover.name)


def _morning(conversation: Conversation, *, now: datetime) -> str:
    """Their next morning, in words on their clock."""
    zone = reader_zone(conversation)
    return day_hour_short(next_morning(now, zone.key), zone)


def _snoozes(conversation: Conversation, member: Member, *, now: datetime) -> list[Choice]:
    """A few moments to come back, all before what was promised."""
    if conversation.due_at is None:
        return []
    moments = [
        (_("In an hour"), now + HOUR),
        (_("In three hours"), now + 3 * HOUR),
        (_("Tomorrow morning"), next_morning(now, member.zone)),
    ]
    return [
        Choice(words, at.isoformat(timespec="seconds"))
        for words, at in moments
        if at < conversation.due_at
    ]
