"""What follows when a promise comes close, breaks, or a letter does not arrive."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.accounts.calendars import calendar_of
from hearback.accounts.models import Member
from hearback.accounts.queries import lead_above, who_answers
from hearback.channels.actions import queue
from hearback.channels.models import Message, MessageState
from hearback.channels.queries import coming_back
from hearback.inbox import kinds, letters, spoken
from hearback.inbox.orders.telling import barred_from, who_may_know
from hearback.kit.moments import day_hour
from hearback.ledger.actions import await_letters, make_promise, plan_promise, record
from hearback.ledger.models import CALL, QUESTION, Promise, Promisee, PromiseState
from hearback.pipeline.models import Application
from hearback.pipeline.queries import who_must_not_be_known_to
from hearback.rules.promises import Terms, Unit, new_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.ledger.models import Entry
    from hearback.pipeline.models import Conversation

AT_MOST_EVERY = timedelta(minutes=30)
LISTED = 20
SOON_AFTER = timedelta(hours=12)
WAITING = (MessageState.QUEUED, MessageState.HELD)
# Whoever waited at the phone is rung the same day where that is still possible.
CALL_AGAIN = Terms(2, Unit.WORKING_HOURS)


def _promise_of(entry: Entry) -> Promise:
    related = Promise.objects.select_related(
        "owner__place",
        "application__opening",
        "application__candidate",
        "application__owner",
        "conversation",
    )
    return related.get(pk=entry.payload["promise"])


@transaction.atomic
def apologise(entry: Entry, *, now: datetime) -> None:
    """Say sorry for a broken promise with a new date, which is a new promise of the same person.

    An owner who is away by now hands the new promise to who answers for them; the letter is still
    from the person who was named. Nothing is written when a new date has reached the candidate
    already, or when the promise was not made to a candidate.
    """
    broken = _promise_of(entry)
    if broken.promisee != Promisee.CANDIDATE or _knows_a_new_date(broken):
        return
    person = broken.application or broken.conversation
    if person is None:
        return
    new = _plan_again(broken, now=now)
    new.told_by = queue(letters.apology(broken, new), now=now)
    make_promise(by=None, now=now, promise=new)
    record(
        kinds.APOLOGY_WRITTEN,
        by=None,
        now=now,
        application=broken.application,
        opening=broken.opening,
        # The words are the team's; the status page says the moment in its reader's language.
        payload={
            "owner": broken.owner.name,
            "when": day_hour(new.due_at, spoken.reader_zone(person)),
            "due_at": new.due_at.isoformat(),
        },
    )
    if broken.conversation is not None and broken.what == QUESTION:
        _owe_reply(broken.conversation, new, broken.kept_by)


def _owe_reply(conversation: Conversation, new: Promise, written: Message | None) -> None:
    """The new date is that of the conversation, unless a reply is written and only has to leave."""
    if written is not None and written.state in WAITING:
        await_letters({new.pk: written.pk})
        return
    conversation.due_at, conversation.owner = new.due_at, new.owner
    conversation.save(update_fields=["due_at", "owner"])


def _plan_again(broken: Promise, *, now: datetime) -> Promise:
    """The promise that follows a broken one, with a new date."""
    owner = who_answers(broken.owner, now=now)
    calendar = calendar_of(owner, now=now)
    due_at = new_date(CALL_AGAIN if broken.what == CALL else None, now, calendar).moment
    new = plan_promise(
        owner=owner,
        what=broken.what,
        words=spoken.promise_words(
            spoken.NEW_CALL if broken.what == CALL else spoken.NEW_DATE,
            letters.promisee_of(broken),
            owner=broken.owner,
            due_at=due_at,
        ),
        now=now,
        due_at=due_at,
        calendar=calendar,
        application=broken.application,
        opening=broken.opening,
        conversation=broken.conversation,
    )
    new.follows = broken
    return new


def _knows_a_new_date(broken: Promise) -> bool:
    told = broken.followed_by.filter(state=PromiseState.OPEN, told_by__state=MessageState.ACCEPTED)
    return told.exists()


def still_sorry(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop apologies overtaken by an answer or by a later apology, or that would only come back.

    Asked just before they leave. To an address from which letters come back goes what a person
    sends, and what they ask for themselves, but nothing we say by ourselves day after day.
    """
    del now
    bad = coming_back({message.to_address for message in messages})
    current = Promise.objects.open().filter(told_by__in=messages).values_list("told_by", flat=True)
    alive = set(current)
    overtaken = {
        message.pk: "Overtaken: the candidate has been answered, or a newer date is on its way."
        for message in messages
        if message.pk not in alive
    }
    return overtaken | {
        message.pk: "Letters to this address come back."
        for message in messages
        if message.to_address in bad
    }


def remind_owner(entry: Entry, *, now: datetime) -> None:
    """Write to the owner before a promise breaks, with what else is due by then in one letter."""
    promise = _promise_of(entry)
    if _is_ours_alone(promise) or _has_heard(promise.owner, letters.REMINDER, now=now):
        return
    queue(letters.reminder(promise.owner, _due_by(promise)), now=now)


def tell_cover(entry: Entry, *, now: datetime) -> None:
    """Tell the stand-in or lead of a promise at risk, or the lead of a broken one."""
    promise = _promise_of(entry)
    if _is_ours_alone(promise):
        return
    broken = promise.state == PromiseState.BROKEN
    purpose = letters.BROKEN if broken else letters.AT_RISK
    cover = (
        lead_above(promise.owner, now=now)
        if broken
        else Member.objects.get(pk=entry.payload["told_member"])
    )
    if promise.application and cover.pk in barred_from(promise.application):
        cover = who_may_know(promise.application, now=now)
    if _has_heard(cover, purpose, now=now):
        return
    unknown = set(who_must_not_be_known_to(cover))
    due = [promise] if broken else _due_by(promise)
    listed = [
        one for one in due if not one.application or one.application.candidate_id not in unknown
    ]
    queue(letters.at_risk(cover, promise.owner, listed, broken=broken), now=now)


def _is_ours_alone(promise: Promise) -> bool:
    """Whether nobody outside waits for it: then Today says so, and no letter is needed."""
    return promise.promisee != Promisee.CANDIDATE


def _due_by(promise: Promise) -> list[Promise]:
    """This promise, and what its owner owes before it or soon after, the soonest first."""
    until = promise.due_at + SOON_AFTER
    mine = promise.owner.promises.open().of_the_team()
    others = mine.filter(due_at__lte=until).exclude(pk=promise.pk)
    soonest = others.select_related("application").order_by("due_at")[: LISTED - 1]
    return sorted([*soonest, promise], key=lambda one: one.due_at)


def _has_heard(member: Member, purpose: str, *, now: datetime) -> bool:
    """Whether this colleague had such a letter in the last half hour: one names many promises."""
    lately = Message.objects.filter(
        purpose=purpose, to_address=member.email, created_at__gt=now - AT_MOST_EVERY
    )
    return lately.exists()


def tell_owner_undelivered(messages: Sequence[Message], *, now: datetime) -> None:
    """Put on record, where the owner sees it, that a letter did not arrive or nobody knows."""
    about = {message.about: message for message in messages if message.about}
    for application in Application.objects.filter(public_id__in=about):
        message = about[application.public_id]
        record(
            kinds.LETTER_UNDELIVERED,
            by=None,
            now=now,
            application=application,
            payload={"subject": message.subject, "trouble": message.trouble, "message": message.pk},
        )
