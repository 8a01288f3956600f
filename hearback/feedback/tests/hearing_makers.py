"""Lena is asked about somebody, and answers by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.channels.doors.reply_address import reply_to
from hearback.channels.models import Message
from hearback.feedback.hearing.models import Heard
from hearback.feedback.tests.makers import asked, client_contact
from tests.cast import NOW
from tests.letters_in import arrive, mail

if TYPE_CHECKING:
    from hearback.channels.models import Arrival
    from hearback.feedback.asking.models import Ask
    from tests.cast import Cast

LENA = "Lena Fox <lena@birch.example>"


def lena_is_asked(cast: Cast, **more: object) -> Ask:
    contact = more.pop("contact", None) or client_contact(cast)
    assert not isinstance(contact, str)
    return asked(cast, contact, **more)  # type: ignore[arg-type]


def answers(one: Ask, words: str, **more: Any) -> Arrival:
    """A reply to the letter that asked, from Lena's mail program unless it says otherwise."""
    message = Message.objects.get(about=one.public_id, purpose="feedback.ask")
    told = {"sender": LENA, "to": reply_to(message), "subject": f"Re: {message.subject}", **more}
    now = told.pop("now", NOW)
    arrival = arrive(mail(words, **told), now=now)
    one.refresh_from_db()
    return arrival


def the_word(one: Ask) -> Heard:
    return Heard.objects.filter(ask=one).latest("pk")
