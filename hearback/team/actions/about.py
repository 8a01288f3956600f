"""What a member says of themselves: a line for candidates, and how they like to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.accounts.models.member import LONGEST_LINE, every_way
from hearback.accounts.queries import number_for_texts, ways_to_ask
from hearback.channels.actions import queue
from hearback.channels.chat import look_for
from hearback.channels.chat_addresses import check_chat, sealed, service_name
from hearback.channels.models import Channel, Chat
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.ledger.differences import difference
from hearback.rules.text import one_line
from hearback.team import kinds, letters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.channels.models import Message


def change_about(
    member: Member,
    *,
    line: str,
    ask_by: Sequence[str],
    chat: str = "",
    forget_chat: bool = False,
    weekly_digest: bool | None = None,
    now: datetime,
) -> Member:
    """Change one's own line and how one is asked; `chat` is a new address, empty to keep the old.

    `weekly_digest` says whether the week in figures comes by mail; None leaves it as it is.

    Mail is put last where it was left out. Raises Invalid for ways named twice or that nobody can
    be asked by, and for an address that is no chat of a service we know or leads where nothing is
    sent. Looks the chat's server up: call it outside a transaction.
    """
    found = check_chat(chat) if chat.strip() else None
    if found:
        look_for(found[1])
    with transaction.atomic():
        member = _locked(member)
        before = _values(member)
        member.line = one_line(line, LONGEST_LINE)
        member.ask_by = _in_order(ask_by)
        if weekly_digest is not None:
            member.weekly_digest = weekly_digest
        if found or forget_chat:
            forget_chat_of(member)
        if found:
            service, address = found
            member.chat = Chat.objects.create(service=service, sealed=sealed(address), added_at=now)
        _check_usable(member)
        member.save()
        if change := difference(before, _values(member)):
            told = {"name": member.name, "change": change}
            record(kinds.CHANGED, by=member, now=now, member=member, payload=told)
    return member


def forget_chat_of(member: Member) -> None:
    """Forget the address of their chat; what still waits for it goes by mail. Part of an act."""
    gone, member.chat = member.chat, None
    if gone is not None:
        Member.objects.filter(pk=member.pk).update(chat=None)
        gone.delete()


def send_test(member: Member, *, way: str, now: datetime) -> Message:
    """Send a member the test they asked for, by text or chat; by chat it becomes a mail at need.

    Raises Refused for a way that cannot be used just now.
    """
    if way == Channel.CHAT and member.chat is not None:
        return queue(letters.chat_test(member, member.chat), now=now)
    number = number_for_texts(member)
    if way == Channel.SMS and number:
        return queue(letters.text_test(member, number), now=now)
    raise Refused(_("You cannot be reached that way yet."))


def _locked(member: Member) -> Member:
    held = Member.objects.select_for_update(of=["self"]).select_related("chat", "place")
    return held.get(pk=member.pk)


def _in_order(ways: Sequence[str]) -> list[str]:
    named = [way for way in ways if way]
    if len(named) != len(set(named)) or set(named) - set(every_way()):
        sentence = _("Name each way once.")
        raise Invalid(sentence, {"second": sentence})
    return named if Channel.EMAIL in named else [*named, str(Channel.EMAIL)]


def _check_usable(member: Member) -> None:
    """A way they like best has to be one they can be reached by."""
    first = member.ask_by[0]
    if first in ways_to_ask(member):
        return
    if first == Channel.CHAT:
        sentence = _("Give the address of your chat too.")
        raise Invalid(sentence, {"chat": sentence})
    sentence = _("Text messages do not reach you yet: it takes your mobile number.")
    raise Invalid(sentence, {"first": sentence})


def _values(member: Member) -> dict[str, object]:
    """What may stand in the ledger: of a chat only its service, and since when it is known."""
    ways = [str(Channel(way).label) for way in member.ask_by]
    chat = member.chat
    return {
        _("line for candidates"): member.line,
        _("asked by"): ", ".join(ways),
        _("week in figures"): _("yes") if member.weekly_digest else _("no"),
        _("chat"): f"{service_name(chat.service)}, {chat.added_at:%Y-%m-%d %H:%M}" if chat else "",
    }
