"""The people at a client who give us their word: made, changed, and gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.clients import kinds
from hearback.clients.actions.chats import forget, found_chat, take_chat
from hearback.clients.actions.labels import labels_of
from hearback.clients.actions.links import close_links_of
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Client, Contact

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

# Until both agreed on it, how fast they answer is only our proposal.
AGREED = ("word_amount", "word_unit")


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """Who somebody at a client is and where they are reached.

    `own_phone` is E.164 or empty, `chat` the address of a chat, empty to keep the one there is.
    """

    own_name: str
    own_title: str
    own_email: str
    own_phone: str
    own_zone: str
    language: str
    is_shared: bool
    chat: str = ""


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """How fast they answer; `agreed_with` says who agreed to it and how, empty for a proposal."""

    word_amount: int
    word_unit: str
    agreed_with: str


def add_contact(
    *, client: Client, facts: ContactFacts, agreed: Agreed, by: Member, now: datetime
) -> Contact:
    """Somebody new at a client; looks their chat's server up, so call it outside a transaction.

    Raises Invalid when the address is a contact's of theirs, and for a chat that is none we know
    or leads where nothing is sent.
    """
    if client.ended_at is not None:
        raise Refused(_("{client} is no client any more.").format(client=client.name))
    chat = found_chat(facts.chat)
    with transaction.atomic():
        contact = Contact(client=client, **_own(facts), **vars(agreed))
        contact.agreed_at = now if agreed.agreed_with else None
        _check_reachable(contact, chat)
        take_chat(contact, chat, now=now)
        _keep(contact)
        record(kinds.CONTACT_MADE, by=by, now=now, payload=_named(contact))
    return contact


def change_contact(*, contact: Contact, facts: ContactFacts, by: Member, now: datetime) -> None:
    """Correct who they are or where they are reached; what was agreed stands elsewhere.

    Looks a new chat's server up: call it outside a transaction. Raises Invalid as `add_contact`.
    """
    chat, own = found_chat(facts.chat), _own(facts)
    with transaction.atomic():
        contact = _locked(contact)
        changed = [name for name, value in own.items() if getattr(contact, name) != value]
        if not changed and chat is None:
            return
        for name in changed:
            setattr(contact, name, own[name])
        _check_reachable(contact, chat)
        before = take_chat(contact, chat, now=now)
        _keep(contact)
        forget(before)
        _note_change(contact, [*changed, *(["own_chat"] if chat else [])], by=by, now=now)


@transaction.atomic
def forget_chat(*, contact: Contact, by: Member, now: datetime) -> None:
    """Forget the address of their chat; what still waits for it goes by mail."""
    contact = _locked(contact)
    if contact.own_chat is None:
        return
    gone, contact.own_chat = contact.own_chat, None
    contact.save(update_fields=["own_chat"])
    forget(gone)
    _note_change(contact, ["own_chat"], by=by, now=now)


@transaction.atomic
def say_left(*, contact: Contact, by: Member, now: datetime) -> None:
    """They work there no more: their links open nothing, and what they owe goes to the recruiter.

    The plot sees to what they were asked.
    """
    contact = _locked(contact)
    if contact.left_at is not None:
        return
    contact.left_at = now
    contact.link_generation += 1
    gone, contact.own_chat = contact.own_chat, None
    contact.save(update_fields=["left_at", "link_generation", "own_chat"])
    forget(gone)
    close_links_of(contact, now=now)
    payload = {**_named(contact), "contact_id": contact.pk}
    record(kinds.CONTACT_LEFT, by=by, now=now, payload=payload)


def _locked(contact: Contact) -> Contact:
    held = Contact.objects.select_for_update(of=["self"]).select_related("client", "own_chat")
    return held.get(pk=contact.pk)


def _own(facts: ContactFacts) -> dict[str, Any]:
    """What is kept as it was typed: of a chat there is more to know than its address."""
    return {name: value for name, value in vars(facts).items() if name != "chat"}


def _note_change(contact: Contact, changed: list[str], *, by: Member, now: datetime) -> None:
    fields = labels_of(Contact, changed)
    record(kinds.CONTACT_CHANGED, by=by, now=now, payload={**_named(contact), "fields": fields})


def _named(contact: Contact) -> dict[str, object]:
    return {"contact": contact.name, "client": contact.client.name if contact.client else ""}


def _check_reachable(contact: Contact, chat: tuple[str, str] | None) -> None:
    if (chat or contact.own_chat) and not contact.own_email:
        sentence = _("What a chat does not take goes by mail, so give their mail address too.")
        raise Invalid(sentence, {"own_email": sentence})


def _keep(contact: Contact) -> None:
    if not contact.own_email and not contact.own_phone:
        sentence = _("Say where they are reached: a mail address, a mobile number, or both.")
        raise Invalid(sentence, {"own_email": sentence})
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as taken:
        sentence = _("Somebody there has this address already.")
        raise Invalid(sentence, {"own_email": sentence}) from taken
