"""The chat of somebody at a client: its address is sealed, and only its service is ever shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.chat import look_for
from hearback.channels.chat_addresses import check_chat, sealed
from hearback.channels.models import Chat

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Contact


def found_chat(typed: str) -> tuple[str, str] | None:
    """The service and address of what was pasted, None for nothing; looks its server up.

    Raises Invalid, on the field `chat`, in a sentence that does not repeat the address.
    """
    if not typed.strip():
        return None
    found = check_chat(typed)
    look_for(found[1])
    return found


def take_chat(contact: Contact, found: tuple[str, str] | None, *, now: datetime) -> Chat | None:
    """Let a contact have this chat; returns the one it replaces. Part of an act, which saves."""
    if found is None:
        return None
    before, (service, address) = contact.own_chat, found
    contact.own_chat = Chat.objects.create(service=service, sealed=sealed(address), added_at=now)
    return before


def forget(chat: Chat | None) -> None:
    """Forget the address of a chat that is nobody's any more."""
    if chat is not None:
        chat.delete()
