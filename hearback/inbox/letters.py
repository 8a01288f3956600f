"""The letters that go with promises: an apology to a candidate, a reminder to a colleague."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.channels.models import Channel, Message, MessageState, WhenInDoubt
from hearback.inbox import letter_kinds, texting
from hearback.inbox.spoken import said_to
from hearback.inbox.writing import Envelope, status_link, to_candidate, to_colleague, write
from hearback.kit.errors import Refused
from hearback.kit.links import Marker
from hearback.kit.moments import day_hour
from hearback.ledger.models import CALL
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Conversation


APOLOGY = "inbox.apology"
REMINDER = "inbox.reminder"
AT_RISK = "inbox.at_risk"
BROKEN = "inbox.broken"


def promisee_of(promise: Promise) -> Application | Conversation:
    """Who was promised something: an applicant, or somebody who wrote to us."""
    person = promise.application or promise.conversation
    if person is None:
        raise ValueError("Only a candidate is written an apology.")
    return person


def apology(broken: Promise, new: Promise) -> Letter:
    """Sorry, once, from the person who promised, with the new date."""
    person = promisee_of(broken)
    words = {
        "name": greeting_name(person.name),
        "old": said_to(person, broken.due_at),
        "new": said_to(person, new.due_at),
    }
    if broken.conversation is not None and not broken.conversation.address:
        return texting.late(broken.conversation, new, purpose=APOLOGY)
    if broken.conversation is not None:
        envelope = to_person(
            broken.conversation, purpose=APOLOGY, signer=broken.owner, automatic=True
        )
        words |= {"subject": broken.conversation.subject}
        late = letter_kinds.LATE_CALL if broken.what == CALL else letter_kinds.LATE_REPLY
        return write(late, envelope, words | {"page": envelope.status_link or ""})
    if broken.application is None:
        raise ValueError("A promise about no application is about a conversation.")
    envelope = to_candidate(
        broken.application,
        purpose=APOLOGY,
        signer=broken.owner,
        automatic=True,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )
    words |= {"opening": broken.application.opening.title}
    late = letter_kinds.LATE_CALL if broken.what == CALL else letter_kinds.APOLOGY
    return write(late, envelope, words | {"page": envelope.status_link or ""})


def reply(conversation: Conversation, text: str, *, channel: Channel, by: Member) -> Letter:
    """A person's own words in a conversation, signed by that person.

    Raises Refused when there is no address of that kind to send them to.
    """
    to_address = conversation.phone if channel == Channel.SMS else conversation.address
    if not to_address:
        raise Refused(_("We have no address of this kind for this person."))
    envelope = replace(
        to_person(conversation, purpose="inbox.reply", signer=by, answering=True),
        to_address=to_address,
        channel=channel,
    )
    words = {"subject": conversation.subject, "text": text}
    return write(letter_kinds.REPLY, envelope, words)


def to_person(
    conversation: Conversation,
    *,
    purpose: str,
    signer: Member,
    automatic: bool = False,
    answering: bool = False,
) -> Envelope:
    """An envelope to the person of a conversation, with their status link if they applied.

    Somebody we know by a phone number alone is written to there. `answering` puts the letter under
    their latest mail, where mail programs show it.
    """
    application = conversation.application
    return Envelope(
        purpose=purpose,
        to_address=conversation.address or conversation.phone,
        channel=Channel.EMAIL if conversation.address else Channel.SMS,
        to_name=conversation.name,
        signer=signer,
        language=conversation.language,
        about=application.public_id if application else None,
        opening=conversation.opening_id,
        thread=conversation.public_id,
        in_reply_to=_latest_mails(conversation) if answering else "",
        status_link=status_link(application) if application else None,
        automatic=automatic,
        when_in_doubt=WhenInDoubt.SEND_AGAIN if automatic else WhenInDoubt.ASK,
    )


def _latest_mails(conversation: Conversation) -> str:
    """The numbers of our latest letter and of their latest mail, which a reply answers."""
    theirs = conversation.received.filter(arrival__isnull=False).order_by("-at", "-pk")
    numbers = theirs.values_list("arrival__message_id", flat=True)[:1]
    ours = Message.objects.filter(thread=conversation.public_id, state=MessageState.ACCEPTED)
    before = ours.order_by("-accepted_at").values_list("message_id", flat=True)[:1]
    return " ".join(number for number in [*before, *numbers] if number)


def _lines(promises: Sequence[Promise], zone: ZoneInfo) -> list[str]:
    return [
        f"{promise.application.name if promise.application else promise.words}: "
        f"{day_hour(promise.due_at, zone)}"
        for promise in promises
    ]


def reminder(owner: Member, promises: Sequence[Promise]) -> Letter:
    """To a colleague, before a promise breaks: who waits and until when."""
    return write(
        letter_kinds.REMINDER,
        to_colleague(owner, purpose=REMINDER),
        {
            "name": greeting_name(owner.name),
            "promises": _lines(promises, ZoneInfo(owner.zone)),
            "today": Marker(f"{settings.HEARBACK_URL}{reverse('desk:today')}"),
        },
    )


def at_risk(cover: Member, owner: Member, promises: Sequence[Promise], *, broken: bool) -> Letter:
    """To the stand-in or lead: whose promise is about to break, or broke, and who waits."""
    return write(
        letter_kinds.AT_RISK,
        to_colleague(cover, purpose=BROKEN if broken else AT_RISK),
        {
            "name": greeting_name(cover.name),
            "owner": owner.name,
            "broken": broken,
            "promises": _lines(promises, ZoneInfo(cover.zone)),
            "today": Marker(f"{settings.HEARBACK_URL}{reverse('desk:today')}"),
        },
    )
