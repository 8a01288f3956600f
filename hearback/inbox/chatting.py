"""What we say by chat: a short message with one link, to somebody who gave the address of theirs.

Chat is never the only way. What a chat does not take goes by mail at once, unless a mail says the
same anyway; then the chat is tried a few times more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.accounts.queries import number_for_texts, the_organisation, ways_to_ask
from hearback.channels.actions import Letter
from hearback.channels.models import Channel, Urgency, WhenInDoubt
from hearback.inbox import texting

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.accounts.models import Member, Organisation
    from hearback.channels.models import Chat


def chat_message(
    chat: Chat,
    words: str,
    *,
    purpose: str,
    subject: str,
    name: str,
    mail_to: str,
    about: UUID | None = None,
    thread: UUID | None = None,
    urgency: Urgency = Urgency.LETTER,
    automatic: bool = True,
    organisation: Organisation | None = None,
) -> Letter:
    """A message to a chat; `words` end in its one link (a marker).

    `mail_to` and `subject` are for the mail it becomes when the chat does not take it; an empty
    `mail_to` says that a mail says the same already. Said twice it does no harm, so one in doubt
    goes again.
    """
    organisation = organisation or the_organisation()
    return Letter(
        purpose=purpose,
        channel=Channel.CHAT,
        chat=chat.public_id,
        to_address=mail_to,
        to_name=name,
        from_name=organisation.name,
        reply_to=organisation.reply_address,
        subject=subject,
        text=words,
        html="",
        about=about,
        thread=thread,
        automatic=automatic,
        urgency=urgency,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )


def beside_a_mail(
    member: Member,
    words: str,
    *,
    purpose: str,
    urgency: Urgency = Urgency.LETTER,
    only_first: bool = False,
) -> list[Letter]:
    """The same words by text and by chat, as a colleague likes it, beside a mail that says it all.

    `only_first` is for what can wait: it goes by the one way they like best, if that is not mail.
    """
    ways = ways_to_ask(member)[: 1 if only_first else None]
    said: list[Letter] = []
    if Channel.SMS in ways:
        number = number_for_texts(member)
        said += [texting.text(number, words, purpose=purpose, name=member.name, urgency=urgency)]
    if Channel.CHAT in ways and member.chat is not None:
        said += [
            chat_message(
                member.chat,
                words,
                purpose=purpose,
                subject=_("Message by chat"),
                name=member.name,
                mail_to="",
                urgency=urgency,
            )
        ]
    return said
