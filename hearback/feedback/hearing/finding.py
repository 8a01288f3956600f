"""Whose word came in: by the letter it answers, else by who wrote, where that leaves one question.

A reply to a letter about an application is its candidate's, whoever else its sender is; a reply
to a question of ours is never a candidate's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower

from hearback.channels.doors.reply_address import tags_among
from hearback.channels.models import Message
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import ask_of, open_asks_of, with_all
from hearback.inbox.callbacks.numbers import likely_number
from hearback.pipeline.models import Application, Contact, Conversation
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.channels.parsing import Parsed

OURS = "feedback."
# After so long without a question, whoever writes is no longer answering one.
REMEMBERED = timedelta(days=60)


@dataclass(frozen=True)
class Whose:
    """Whose word it is, and on which question; `ask` is None where it may be one of `choices`.

    is_reply: it answers a letter of ours about it. is_candidate: they have applied here as well,
    and nothing says which of the two they are speaking as.
    """

    contact: Contact
    ask: Ask | None
    choices: list[Ask] = field(default_factory=list)
    is_reply: bool = False
    is_candidate: bool = False


def whose_mail(mail: Parsed, *, ours: str) -> Whose | None:
    """Whose word a mail is; None when it is no contact's, or answers some other letter of ours.

    `ours` is the organisation's reply address.
    """
    tags = tags_among(mail.recipients, ours)
    numbers = [tag.message for tag in tags if tag.message is not None]
    answered = Message.objects.filter(pk__in=numbers).first() or _answered(mail.answers)
    if answered is not None:
        return _of_letter(answered)
    if any(tag.word or tag.forged for tag in tags):
        return None
    sender = fold_address(mail.from_address)
    theirs = Contact.objects.annotate(address=Lower("own_email"))
    known = theirs.filter(Q(address=sender) | Q(member__email__iexact=sender))
    return _of_sender(known, is_candidate=_has_applied(sender))


def whose_text(number: str, *, now: datetime) -> Whose | None:
    """Whose word a text from this number (E.164) is; None for a number of no contact we asked."""
    known = [*Contact.objects.filter(own_phone=number), *_colleagues_at(number)]
    theirs = Application.objects.in_progress().filter(phone=number)
    whose = _of_sender(known, is_candidate=theirs.exists())
    if whose is not None:
        return whose
    lately = with_all(Ask.objects.filter(contact__in=known, asked_at__gt=now - REMEMBERED))
    asked = list(lately.order_by("-asked_at"))
    if not asked:
        return None
    only = asked[0] if len(asked) == 1 else None
    return Whose(asked[0].contact, only, asked, is_candidate=theirs.exists())


def _answered(numbers: list[str]) -> Message | None:
    if not numbers:
        return None
    return Message.objects.filter(message_id__in=numbers).order_by("-pk").first()


def _of_letter(message: Message) -> Whose | None:
    """By a question or reminder of ours; one reminder may be about several questions."""
    if not message.purpose.startswith(OURS) or message.about is None:
        return None
    ask = ask_of(message.about)
    if ask is not None:
        return Whose(ask.contact, ask, is_reply=True)
    contact = Contact.objects.filter(public_id=message.about).first()
    if contact is None:
        return None
    choices = list(open_asks_of(contact))
    return Whose(contact, choices[0] if len(choices) == 1 else None, choices, is_reply=True)


def _of_sender(known: Iterable[Contact], *, is_candidate: bool) -> Whose | None:
    """By who wrote: the one question that is open, at whichever client; else a person chooses."""
    asks = with_all(Ask.objects.open().filter(contact__in=list(known)))
    choices = list(asks.order_by("-asked_at"))
    if not choices:
        return None
    only = choices[0] if len(choices) == 1 else None
    return Whose(choices[0].contact, only, choices, is_candidate=is_candidate)


def _has_applied(address: str) -> bool:
    """Whether we talk with this address about an application too."""
    running = Application.objects.in_progress().filter(candidate__email_key=address)
    talks = Conversation.objects.filter(address=address, application__isnull=False)
    return running.exists() or talks.exists()


def _colleagues_at(number: str) -> list[Contact]:
    """Colleagues who owe us a word and have this number, however it is written."""
    asked = Contact.objects.filter(asks__isnull=False).exclude(member=None)
    with_number = asked.exclude(member__phone="").select_related("member__place").distinct()
    return [one for one in with_number if _number_of(one) == number]


def _number_of(contact: Contact) -> str:
    place = contact.member.place if contact.member else None
    return likely_number(contact.phone, place.country if place else "")
