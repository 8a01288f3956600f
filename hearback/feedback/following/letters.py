"""The reminder to a contact, and the letter to the colleague who rings them instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.accounts.queries import the_organisation
from hearback.channels.models import Channel, Urgency
from hearback.feedback.asking.letters import (
    LONGEST_ABOUT,
    LONGEST_HOUSE,
    number_of,
    to_contact,
    word_page,
)
from hearback.feedback.asking.queries import waiting_on
from hearback.feedback.asking.said import waits_for, within
from hearback.feedback.following import letter_kinds
from hearback.inbox import texting
from hearback.inbox.chased import WORD
from hearback.inbox.chatting import chat_message
from hearback.inbox.writing import to_colleague, write
from hearback.kit.links import Marker, disarm
from hearback.kit.moments import day_hour
from hearback.rules.cadence import Tone
from hearback.rules.calendar import next_working_moment
from hearback.rules.names import greeting_name
from hearback.rules.numbers import readable
from hearback.rules.text import one_line
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.channels.models import Chat
    from hearback.feedback.asking.models import Ask
    from hearback.pipeline.models import Contact
    from hearback.rules.calendar import WorkingCalendar

REMINDER, TO_RING = WORD, "feedback.to_ring"


def reminder(asks: Sequence[Ask], *, by: Channel, tone: Tone, now: datetime) -> Letter:
    """Remind a contact of all these, the soonest due first; its page lists whatever is open.

    Each has its contact, application and promise with its owner; the first owner signs.
    """
    with translation.override(asks[0].contact.language):
        if by is Channel.SMS:
            return _text(asks, now=now)
        if by is Channel.CHAT and asks[0].contact.chat is not None:
            return _chat(asks, asks[0].contact.chat, now=now)
        return _mail(asks, tone=tone, now=now)


def _mail(asks: Sequence[Ask], *, tone: Tone, now: datetime) -> Letter:
    first, contact = asks[0], asks[0].contact
    about = contact.public_id if len(asks) > 1 else first.public_id
    envelope = to_contact(contact, purpose=REMINDER, about=about, signer=first.followed_by)
    values = {
        "name": greeting_name(contact.name),
        "candidate": first.called,
        "more": str(len(asks) - 1) if len(asks) > 1 else "",
        "asks": _lines(asks, now=now),
        "again": tone is not Tone.FIRST,
        "last": tone is Tone.LAST,
        "page": word_page(first),
    }
    return write(letter_kinds.REMINDER, envelope, values)


def _lines(asks: Sequence[Ask], *, now: datetime) -> list[str]:
    """Each in one line: about whom, what was said, and who waits because of it."""
    waits = waiting_on(asks)
    return [
        " ".join(
            filter(
                None,
                [
                    f"{_about(one)}.",
                    _agreed(one),
                    waits_for(one, waits.get(one.application_id), now=now),
                ],
            )
        )
        for one in asks
    ]


def _about(one: Ask) -> str:
    title = one.application.opening.title
    return _("%(name)s for %(opening)s: %(words)s") % {
        "name": one.called,
        "opening": title,
        "words": one.about_in_words,
    }


def _agreed(one: Ask) -> str:
    """What they said, where they said it."""
    if one.contact.agreed_at is None:
        return ""
    by = day_hour(one.promise.due_at, zone_of(one.contact.zone))
    if one.put_off_until is not None:
        return _("You said by %(by)s.") % {"by": by}
    return _("You said %(within)s, that is by %(by)s.") % {"within": within(one.contact), "by": by}


def _short(asks: Sequence[Ask], *, now: datetime) -> str:
    """What a text and a chat say, with the link to the page; disarmed but for that."""
    first, more = asks[0], len(asks) - 1
    said = _("%(house)s: your word on %(name)s (%(about)s) is still open.") % {
        "house": one_line(the_organisation().name, LONGEST_HOUSE),
        "name": one_line(first.called, LONGEST_ABOUT),
        "about": one_line(first.about_in_words, LONGEST_ABOUT),
    }
    others = ngettext("So is one more.", "So are %(count)d more.", more) % {"count": more}
    waits = waits_for(first, waiting_on([first]).get(first.application_id), now=now)
    how = _("Answer yes, no, maybe or later.") if not more else _("Answer here:")
    words = " ".join(filter(None, [said, others if more else "", waits, how]))
    return f"{disarm(words)} {word_page(first)}"


def _chat(asks: Sequence[Ask], chat: Chat, *, now: datetime) -> Letter:
    first, contact = asks[0], asks[0].contact
    return chat_message(
        chat,
        _short(asks, now=now),
        purpose=REMINDER,
        subject=_("%(name)s: your word is still open") % {"name": first.called},
        name=contact.name,
        mail_to=contact.email,
        about=contact.public_id if len(asks) > 1 else first.public_id,
    )


def _text(asks: Sequence[Ask], *, now: datetime) -> Letter:
    first = asks[0]
    return texting.text(
        number_of(first.contact),
        _short(asks, now=now),
        purpose=REMINDER,
        name=first.contact.name,
        about=first.contact.public_id if len(asks) > 1 else first.public_id,
    )


def to_ring(
    contact: Contact,
    caller: Member,
    asks: Sequence[Ask],
    *,
    why: str,
    calendar: WorkingCalendar,
    now: datetime,
) -> Letter:
    """To whoever rings a contact: why, on which number, when they are at work, about what."""
    page = reverse("desk:application", args=[asks[0].application.public_id])
    company = contact.client.name if contact.client else ""
    values = {
        "name": greeting_name(caller.name),
        "contact": contact.name,
        "title": ", ".join(filter(None, [contact.title, company])),
        "number": readable(contact.phone) if contact.phone else "",
        "hours": day_hour(next_working_moment(calendar, now), zone_of(caller.zone)),
        "why": why,
        "asks": _lines(asks, now=now),
        "page": Marker(f"{settings.HEARBACK_URL}{page}"),
    }
    envelope = to_colleague(caller, purpose=TO_RING, urgency=Urgency.NOW)
    return write(letter_kinds.TO_RING, envelope, values)
