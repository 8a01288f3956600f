"""What we say by text message: short notices with a link, and a colleague's own few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.channels.actions import Letter
from hearback.channels.models import Channel, Urgency, WhenInDoubt
from hearback.channels.numbers import GOODBYE, wanting_texts
from hearback.inbox.writing import status_link
from hearback.kit.links import disarm
from hearback.ledger.models import CALL
from hearback.rules.numbers import cover_address
from hearback.rules.segments import plainer
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.accounts.models import Member, Organisation
    from hearback.kit.links import Marker
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Conversation

NOTICE = "inbox.text_notice"
CAME_BACK = "inbox.text_came_back"
ABOUT_TEXTS = "inbox.text_about_texts"
LONGEST_NAME = 60
LONGEST_REPLY = 1000


def can_text(application: Application) -> bool:
    """Whether short notices about this application may go to its number."""
    return bool(application.phone and wanting_texts([application.phone]))


def text(
    to_number: str,
    words: str,
    *,
    purpose: str,
    name: str = "",
    about: UUID | None = None,
    thread: UUID | None = None,
    urgency: Urgency = Urgency.LETTER,
    automatic: bool = True,
    organisation: Organisation | None = None,
) -> Letter:
    """A text message to a number (E.164), its words made as cheap as they can be.

    The provider cannot tell two sendings of one message apart, so one in doubt waits for a person
    or for the provider's own report.
    """
    organisation = organisation or the_organisation()
    return Letter(
        purpose=purpose,
        channel=Channel.SMS,
        to_address=to_number,
        to_name=name,
        from_name=organisation.name,
        reply_to=organisation.reply_address,
        subject=_("Text message"),
        text=plainer(words),
        html="",
        about=about,
        thread=thread,
        automatic=automatic,
        urgency=urgency,
        when_in_doubt=WhenInDoubt.ASK,
    )


def notice(
    application: Application,
    words: str,
    *,
    purpose: str = NOTICE,
    page: Marker | None = None,
    urgency: Urgency = Urgency.LETTER,
    organisation: Organisation | None = None,
) -> Letter:
    """A short notice to an applicant: who we are, the words, and `page`, else the status page."""
    organisation = organisation or the_organisation()
    house = disarm(one_line(organisation.name, LONGEST_NAME))
    return text(
        application.phone,
        f"{house}: {disarm(words)} {page or status_link(application)}",
        purpose=purpose,
        name=application.name,
        about=application.public_id,
        urgency=urgency,
        organisation=organisation,
    )


def wrote_to_you(application: Application, person: str) -> Letter:
    """That a letter is there, never what it says: the page and the mail say it in full."""
    with translation.override(application.language):
        words = _("%(person)s wrote to you. Look into your mail or see") % {"person": person}
        return notice(application, words)


def came_back(application: Application, address: str) -> Letter:
    """That our letters do not reach an address, and where to put that right."""
    with translation.override(application.language):
        words = _("our letters to %(address)s come back. Please correct your address:")
        return notice(application, words % {"address": cover_address(address)}, purpose=CAME_BACK)


def reply(conversation: Conversation, words: str, *, by: Member) -> Letter:
    """A colleague's own words to the number of a conversation, signed by name."""
    signed = f"{words.strip()}\n{by.name}, {the_organisation().name}"
    return text(
        conversation.phone,
        disarm(signed),
        purpose="inbox.reply",
        name=conversation.name,
        about=conversation.application.public_id if conversation.application else None,
        thread=conversation.public_id,
        automatic=False,
    )


def late(conversation: Conversation, new: Promise, *, purpose: str) -> Letter:
    """Sorry, once, to somebody we know by a number alone, with the new date."""
    house = one_line(the_organisation().name, LONGEST_NAME)
    with translation.override(conversation.language):
        if new.what == CALL:
            sorry = _("sorry, we did not ring you in time. %(promise)s.")
        else:
            sorry = _("sorry, we are late with our reply. %(promise)s.")
        words = sorry % {"promise": new.words}
    return text(
        conversation.phone,
        disarm(f"{house}: {words}"),
        purpose=purpose,
        name=conversation.name,
        thread=conversation.public_id,
    )


def stop_confirmed(number: str, language: str) -> Letter:
    """The one and only answer to STOP."""
    with translation.override(language):
        words = _(
            "you get no more text messages from us. We go on writing by mail. "
            "Answer START to change your mind."
        )
        return _about_texts(number, words, purpose=GOODBYE)


def started(number: str, language: str) -> Letter:
    """The answer to START."""
    with translation.override(language):
        words = _("you get text messages from us again. Answer STOP to end them.")
        return _about_texts(number, words)


def help_words(number: str, language: str) -> Letter:
    """The answer to HELP: who this is, and how to reach a person."""
    organisation = the_organisation()
    with translation.override(language):
        words = _(
            "text messages about your application. Write to %(mail)s, or answer here and a person "
            "reads it. Answer STOP to end them."
        )
        return _about_texts(number, words % {"mail": organisation.reply_address})


def _about_texts(number: str, words: str, *, purpose: str = ABOUT_TEXTS) -> Letter:
    organisation = the_organisation()
    house = one_line(organisation.name, LONGEST_NAME)
    whole = disarm(f"{house}: {words}")
    return text(number, whole, purpose=purpose, urgency=Urgency.NOW, organisation=organisation)
