"""How what is owed to us is said: by when, as agreed or only hoped, and who waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name
from hearback.rules.promises import Terms, Unit
from hearback.rules.promises import words as terms_words
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.feedback.asking.models import Ask
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Contact


def their_papers() -> str:
    """What somebody is asked about who has read, and met nobody."""
    return _("their papers")


def terms_of(contact: Contact) -> Terms:
    """How soon this contact answers: as agreed, else as we propose."""
    return Terms(contact.word_amount, Unit(contact.word_unit))


def within(contact: Contact) -> str:
    """The same in words, such as "within 2 working days"."""
    said = terms_words(terms_of(contact))
    return ngettext(said.one, said.many, contact.word_amount) % said.values


def waits_for(ask: Ask, promise: Promise | None, *, now: datetime) -> str:
    """One sentence on who waits because of a question, as its contact may read it, in their zone.

    `promise` is what the candidate was told they hear; "" when nothing is open.
    """
    if promise is None:
        return ""
    when = day_hour(promise.due_at, zone_of(ask.contact.zone))
    # What stands for a name the contact is not to know has no first name.
    name = ask.called if ask.known_as else greeting_name(ask.called) or ask.called
    said = {"name": name, "when": when}
    if promise.due_at <= now:
        return _("%(name)s has been waiting to hear from us since %(when)s.") % said
    return _("%(name)s is waiting to hear from us by %(when)s.") % said
