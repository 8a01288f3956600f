"""Making a contact's links anew: whoever holds an old one opens nothing with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels.actions import relink
from hearback.feedback import kinds
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import PAGE, link_print, with_all
from hearback.kit.links import marker
from hearback.ledger.actions import record
from hearback.pipeline.models import Contact

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@transaction.atomic
def make_links_anew(*, contact: Contact, by: Member, now: datetime) -> None:
    """Give every open question of a contact a new link; the old ones open nothing from now on.

    Letters that have not left yet carry the new link. Nothing is sent for it: the next letter has
    it, and a reply to an old one still reaches us.
    """
    held = Contact.objects.select_for_update(of=["self"], no_key=True).select_related("member")
    contact = held.get(pk=contact.pk)
    before = contact.link_generation
    contact.link_generation += 1
    contact.save(update_fields=["link_generation"])
    for one in with_all(Ask.objects.open().filter(contact=contact)):
        one.fingerprint = link_print(one)
        one.save(update_fields=["fingerprint"])
        relink(
            about=[one.public_id, contact.public_id],
            old=marker(PAGE, one.public_id, before),
            new=marker(PAGE, one.public_id, contact.link_generation),
        )
    said = {"contact": str(contact.public_id), "who": contact.name}
    record(kinds.LINKS_ANEW, by=by, now=now, member=contact.member, payload=said)
