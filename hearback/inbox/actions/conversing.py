"""Finding the conversation somebody's words belong to, or opening one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.accounts.queries import the_organisation, who_answers, who_receives
from hearback.channels.models import Number
from hearback.pipeline.models import Application, Conversation, ConversationState
from hearback.rules.addresses import fold_address
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry
    from hearback.pipeline.models import Opening

NAME_LIMIT = 200


def conversation_about(application: Application, *, now: datetime) -> Conversation:
    """The one conversation about an application, opened with nothing said yet if need be."""
    as_new: dict[str, Any] = {
        "opening": application.opening,
        "owner": lambda: who_answers(application.owner, now=now),
        "state": ConversationState.DONE,
        "address": application.candidate.email,
        "phone": application.phone,
        "name": application.name,
        "language": application.language,
        "zone": application.zone,
        "begun_at": now,
        "last_at": now,
    }
    conversation, _ = Conversation.objects.get_or_create(application=application, defaults=as_new)
    return conversation


def conversation_by_number(number: str, *, now: datetime) -> Conversation:
    """The conversation of whoever texts from this number (E.164), opened if need be.

    It is about their latest application in progress with this number, if they agreed there to be
    texted and nobody else gave the same number: only then do we know whose it is. Else it is a
    stranger's.
    """
    if Number.objects.filter(number=number, consented_at__isnull=False).exists():
        theirs = Application.objects.in_progress().filter(phone=number)
        related = theirs.select_related("candidate", "opening__policy", "owner")
        application = related.order_by("-received_at").first()
        if application is not None and not _is_shared(theirs):
            return conversation_about(application, now=now)
    as_new: dict[str, Any] = {
        "owner": lambda: who_receives(now=now),
        "state": ConversationState.DONE,
        "zone": lambda: the_organisation().zone,
        "begun_at": now,
        "last_at": now,
    }
    conversation, _ = Conversation.objects.get_or_create(
        application=None, address="", phone=number, defaults=as_new
    )
    return conversation.part_of or conversation


def _is_shared(applications: QuerySet[Application]) -> bool:
    """Whether several people applied with a number: a family's phone, or somebody else's number."""
    people = applications.order_by().values_list("candidate", flat=True).distinct()
    return len(people[:2]) > 1


def conversation_with(
    address: str,
    *,
    name: str = "",
    owner: Member,
    opening: Opening | None = None,
    zone: str = "UTC",
    language: str = "en",
    now: datetime,
) -> Conversation:
    """The one conversation with a stranger at this address, opened with nothing said if need be."""
    as_new: dict[str, Any] = {
        "opening": opening,
        "owner": lambda: who_answers(owner, now=now),
        "state": ConversationState.DONE,
        "name": one_line(name, NAME_LIMIT),
        "language": language,
        "zone": zone,
        "begun_at": now,
        "last_at": now,
    }
    conversation, _ = Conversation.objects.get_or_create(
        application=None, address=fold_address(address), defaults=as_new
    )
    return conversation.part_of or conversation


def follow_details(entry: Entry, *, now: datetime) -> None:
    """Let replies go where a candidate now is: follows the correction of their details."""
    del now
    application = entry.application
    if application is None:
        return
    theirs = Conversation.objects.filter(application__candidate=application.candidate)
    theirs.update(address=application.candidate.email)
    theirs.filter(application=application).update(name=application.name, phone=application.phone)
