"""The letter and the text that ask for a word, by the way the contact prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.queries import number_for_texts, the_organisation, ways_to_ask
from hearback.channels.models import Channel, WhenInDoubt
from hearback.channels.numbers import stopped
from hearback.feedback.asking import letter_kinds
from hearback.feedback.asking.queries import PAGE, waiting_because
from hearback.feedback.asking.said import waits_for, within
from hearback.inbox import texting
from hearback.inbox.callbacks.numbers import likely_number
from hearback.inbox.chatting import chat_message
from hearback.inbox.writing import Envelope, write
from hearback.kit.links import Marker, disarm, marker
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name
from hearback.rules.text import one_line
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.channels.models import Chat
    from hearback.feedback.asking.models import Ask
    from hearback.pipeline.models import Contact

ASK = "feedback.ask"
LONGEST_HOUSE, LONGEST_ABOUT = 40, 60


def word_page(ask: Ask) -> Marker:
    """Stands for the page with the three buttons."""
    return Marker(ask.page) or marker(PAGE, ask.public_id, ask.contact.link_generation)


def to_contact(contact: Contact, *, purpose: str, about: UUID, signer: Member) -> Envelope:
    """An envelope to a contact, colleague or client's, signed by whoever asks."""
    return Envelope(
        purpose=purpose,
        to_address=contact.email,
        to_name=contact.name,
        signer=signer,
        is_to_colleague=True,
        language=contact.language,
        about=about,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )


def number_of(contact: Contact) -> str:
    """Where a text reaches this contact (E.164); empty when no text can, or they said stop."""
    if contact.member is not None:
        return number_for_texts(contact.member)
    country = contact.client.country if contact.client else ""
    number = likely_number(contact.phone, country) if contact.phone else ""
    return "" if settings.HEARBACK_SMS is None or not number or stopped([number]) else number


def ways_to(contact: Contact) -> list[Channel]:
    """By which ways they can be asked, the one they like best first; none when no way is known.

    As was agreed with them; where nothing was said of ways, as a colleague chose for themselves.
    """
    if contact.member is not None and not contact.ways:
        return ways_to_ask(contact.member)
    reachable = {
        Channel.EMAIL: bool(contact.email),
        Channel.SMS: bool(number_of(contact)),
        # What a chat does not take goes by mail, so it takes an address too.
        Channel.CHAT: contact.chat is not None and bool(contact.email),
    }
    liked = [Channel(way) for way in contact.ways if way in reachable]
    order = dict.fromkeys([*liked, Channel.EMAIL, Channel.SMS])
    return [way for way in order if reachable[way]]


def ask(one: Ask, *, by: Channel, now: datetime) -> Letter:
    """Ask for a word by one way; `one` has its contact, application, promise and asker."""
    with translation.override(one.contact.language):
        if by is Channel.SMS:
            return _text(one, now=now)
        if by is Channel.CHAT and one.contact.chat is not None:
            return _chat(one, one.contact.chat, now=now)
        return _mail(one, now=now)


def _mail(one: Ask, *, now: datetime) -> Letter:
    contact, application = one.contact, one.application
    envelope = to_contact(contact, purpose=ASK, about=one.public_id, signer=one.followed_by)
    values = {
        "name": greeting_name(contact.name),
        "opening": application.opening.title,
        "candidate": one.called,
        "about": one.about_in_words,
        "within": within(contact),
        "by": day_hour(one.promise.due_at, zone_of(contact.zone)),
        "agreed": contact.agreed_at is not None,
        "waits": waits_for(one, waiting_because(one), now=now),
        "page": word_page(one),
    }
    return write(letter_kinds.ASK, envelope, values)


def _chat(one: Ask, chat: Chat, *, now: datetime) -> Letter:
    return chat_message(
        chat,
        f"{_short(one, now=now)} {word_page(one)}",
        purpose=ASK,
        subject=_("%(name)s: what do you think?") % {"name": one.called},
        name=one.contact.name,
        mail_to=one.contact.email,
        about=one.public_id,
        automatic=False,
    )


def _short(one: Ask, *, now: datetime) -> str:
    """What a text and a chat say before their link; disarmed."""
    waits = waits_for(one, waiting_because(one), now=now)
    asked = _("%(house)s: what do you think of %(name)s (%(about)s)?") % {
        "house": one_line(the_organisation().name, LONGEST_HOUSE),
        "name": one_line(one.called, LONGEST_ABOUT),
        "about": one_line(one.about_in_words, LONGEST_ABOUT),
    }
    said = [asked, _("Answer yes, no, maybe or later."), waits]
    return disarm(" ".join(filter(None, said)))


def _text(one: Ask, *, now: datetime) -> Letter:
    return texting.text(
        number_of(one.contact),
        f"{_short(one, now=now)} {word_page(one)}",
        purpose=ASK,
        name=one.contact.name,
        about=one.public_id,
        automatic=False,
    )
