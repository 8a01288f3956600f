"""How somebody agreed to be asked: how fast, by which ways, how often reminded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.models import Channel
from hearback.feedback import kinds
from hearback.feedback.asking.said import within
from hearback.kit.errors import Invalid
from hearback.kit.language import codes
from hearback.ledger.actions import record
from hearback.pipeline.models import Contact
from hearback.rules.promises import Terms, Unit
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

WAYS = (Channel.EMAIL, Channel.SMS, Channel.CHAT)
MOST_REMINDERS, LONGEST_WITH = 10, 200


@dataclass(frozen=True)
class Agreement:
    """What was agreed; `ways` in the order they like, `agreed_with` says who agreed, and how.

    `language` is the one they read us in, empty to leave it as it is.
    """

    amount: int
    unit: str
    ways: tuple[str, ...]
    most_reminders: int
    agreed_with: str
    language: str = ""


@transaction.atomic
def contact_for(member: Member) -> Contact:
    """The contact a colleague is when asked for a word; begun when they are asked the first time.

    Calendar, name and addresses are always the member's own.
    """
    return Contact.objects.select_related("member__place").get_or_create(member=member)[0]


@transaction.atomic
def agree(*, contact: Contact, agreement: Agreement, by: Member, now: datetime) -> None:
    """Keep what was agreed with a contact; what they owe already stays due as it was said.

    Raises Invalid, naming the field, for terms that are none and when nobody is named.
    """
    wrong: dict[str, str] = {}
    try:
        Terms(agreement.amount, Unit(agreement.unit))
    except ValueError as error:
        wrong["amount"] = str(error)
    if not 0 <= agreement.most_reminders <= MOST_REMINDERS:
        wrong["most_reminders"] = _("From none to {most} reminders.").format(most=MOST_REMINDERS)
    if agreement.language and agreement.language not in codes():
        wrong["language"] = _("Choose one of the languages we write in.")
    agreed_with = one_line(agreement.agreed_with, LONGEST_WITH)
    if not agreed_with:
        wrong["agreed_with"] = _("Say with whom this was agreed, and how.")
    if wrong:
        raise Invalid(_("Something is missing. Nothing was saved yet."), wrong)
    contact = Contact.objects.select_for_update(of=["self"]).get(pk=contact.pk)
    contact.word_amount, contact.word_unit = agreement.amount, agreement.unit
    contact.ways = [way for way in dict.fromkeys(agreement.ways) if way in set(WAYS)]
    contact.most_reminders, contact.agreed_with = agreement.most_reminders, agreed_with
    contact.language = agreement.language or contact.language
    contact.agreed_at = now
    contact.save()
    said = {
        "contact": str(contact.public_id),
        "who": contact.name,
        "terms": within(contact),
        "said": agreed_with,
        "ways": contact.ways,
        "most_reminders": contact.most_reminders,
        "language": contact.language,
    }
    record(kinds.AGREED, by=by, now=now, member=contact.member, payload=said)
