"""How the desk says things to a colleague: what was promised, where a letter is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.answers.models import AnswerKind, AnswerState
from hearback.channels.models import MessageState
from hearback.feedback.circle.actions.mind import FEEDBACK
from hearback.inbox.book.actions import CONFIRM_PAGE
from hearback.interviews.checking.actions.silence import STILL_OPEN
from hearback.interviews.day.actions.ending import HAPPENED
from hearback.interviews.kits.actions import SCORECARD
from hearback.kit.moments import day_hour
from hearback.ledger.models import PromiseState
from hearback.rules.text import greeting_name

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Message
    from hearback.ledger.models import Promise

NOON, EVENING = 12, 18


def greeting(member: Member, *, now: datetime) -> str:
    """Good morning, afternoon or evening, by the hour where this member is."""
    hour = now.astimezone(ZoneInfo(member.zone)).hour
    name = greeting_name(member.name)
    if hour < NOON:
        return _("Good morning, {name}").format(name=name)
    if hour < EVENING:
        return _("Good afternoon, {name}").format(name=name)
    return _("Good evening, {name}").format(name=name)


def said(promise: Promise, reader: Member) -> str:
    """What was promised, short enough for a row: "You told Ana she hears from you by then"."""
    person = greeting_name(person_of(promise))
    known = _mine() if promise.owner_id == reader.pk else _theirs()
    words = known.get(promise.what, "") if person else ""
    if not words:
        return promise.words
    return words.format(owner=greeting_name(promise.owner.name), person=person)


def person_of(promise: Promise) -> str:
    """Whom a promise was made to: who applied, or who only wrote; empty for one to the team."""
    if promise.application is not None:
        return promise.application.name
    talk = promise.conversation
    return (talk.name or talk.address or talk.phone) if talk is not None else ""


def _mine() -> dict[str, str]:
    return {
        "first_answer": _("You told {person}: a first answer by then."),
        "next_answer": _("You told {person}: the next answer by then."),
        "question": _("{person} asked something. You said you would reply by then."),
        "call": _("You said you would ring {person} by then."),
        "scorecard": _("You met {person}. Your scorecard is owed by then."),
        "reach": _("What you wrote to {person} came back. You reach them another way by then."),
    }


def _theirs() -> dict[str, str]:
    return {
        "first_answer": _("{owner} told {person}: a first answer by then."),
        "next_answer": _("{owner} told {person}: the next answer by then."),
        "question": _("{person} asked something. {owner} said there would be a reply by then."),
        "call": _("{owner} said they would ring {person} by then."),
        "scorecard": _("{owner} met {person} and owes the scorecard by then."),
        "reach": _("What {owner} wrote to {person} came back, and has to reach them by then."),
    }


def act_for(promise: Promise) -> str:
    """The verb on the one button a promise needs."""
    verbs = {"question": _("Reply"), "call": _("Ring"), "reach": _("Reach them")}
    verbs[CONFIRM_PAGE], verbs[SCORECARD] = _("Look at it"), _("Write it")
    verbs[STILL_OPEN] = verbs[HAPPENED] = _("Say so")
    verbs[FEEDBACK] = _("Write it")
    return verbs.get(promise.what, _("Answer"))


def missed(promise: Promise, reader: Member) -> str:
    """That the moment named before this one passed, and what is expected now; else empty."""
    person = person_of(promise)
    if broken_before(promise) is None or not person or promise.what == SCORECARD:
        return ""
    words = _("You missed the time you told {person}, who now expects to hear by {when}.")
    if promise.owner_id != reader.pk:
        words = _("{owner} missed a time. {person} now expects to hear by {when}.")
    return words.format(
        owner=greeting_name(promise.owner.name),
        person=greeting_name(person),
        when=day_hour(promise.due_at, ZoneInfo(reader.zone)),
    )


def broken_before(promise: Promise) -> Promise | None:
    """The broken promise in whose place this one was made; None when there is none."""
    earlier = promise.follows
    return earlier if earlier is not None and earlier.state == PromiseState.BROKEN else None


def answer_words(kind: str) -> str:
    """The team's noun for an answer that was decided."""
    return {
        AnswerKind.ONWARD: _("Your yes to the next step"),
        AnswerKind.HOLD: _("Your new date"),
        AnswerKind.DECLINE: _("Your no"),
        AnswerKind.HIRE: _("Your offer of the job"),
    }[AnswerKind(kind)]


def leaves_words(kind: str, state: str, leaves: datetime | None, reader: Member) -> str:
    """When an answer on its way leaves the house."""
    if state == AnswerState.PLANNED or leaves is None:
        return _("{answer} is being written.").format(answer=answer_words(kind))
    when = day_hour(leaves, ZoneInfo(reader.zone))
    return _("{answer} leaves {when}.").format(answer=answer_words(kind), when=when)


def stuck_words(kind: str, letter: str) -> str:
    """That the letter with an answer does not go on by itself."""
    return {
        MessageState.FAILED: _("{answer} did not arrive."),
        MessageState.IN_DOUBT: _("Nobody knows whether this arrived: {answer}"),
        MessageState.STOPPED: _("{answer} was stopped."),
        MessageState.RETURNED: _("{answer} came back."),
    }[MessageState(letter)].format(answer=answer_words(kind))


def letter_state(message: Message, reader: Member) -> str:
    """Where a letter is, in plain words."""
    zone = ZoneInfo(reader.zone)
    when = day_hour(message.delivered_at or message.accepted_at or message.send_after, zone)
    return {
        MessageState.QUEUED: _("Leaves {when}"),
        MessageState.HELD: _("Held; written {when}"),
        MessageState.AT_RELAY: _("Being handed to the mail server"),
        MessageState.ACCEPTED: _("Arrived {when}") if message.delivered_at else _("Sent {when}"),
        MessageState.FAILED: _("Did not arrive"),
        MessageState.RETURNED: _("Came back"),
        MessageState.IN_DOUBT: _("Nobody knows whether it arrived"),
        MessageState.RECALLED: _("Taken back before it left"),
        MessageState.STOPPED: _("Not sent, because it was overtaken"),
    }[MessageState(message.state)].format(when=when)
