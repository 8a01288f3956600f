"""Reads of what contacts said: what a person has to read, and what was said on one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from hearback.accounts.access import Right, may
from hearback.channels.models import Arrival
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import open_asks_of
from hearback.feedback.hearing.models import Heard
from hearback.pipeline.models import Contact
from hearback.pipeline.queries import applications_visible_to

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member


def unclear(member: Member, owners: Collection[Member]) -> QuerySet[Heard]:
    """What was written to one of `owners`, only a person can read, and this member may; in order.

    Words of which nobody knows the question they answer go to whoever asked who wrote them.
    """
    waiting = heard_by(member).filter(needs_person=True, settled_at=None)
    known = Q(ask__promise__owner__in=owners)
    unknown = Q(ask=None, contact__asks__promise__owner__in=owners)
    related = ("contact__member", "contact__client", "ask__application__opening", "ask__asked_by")
    theirs = waiting.filter(known | unknown).select_related(*related)
    return theirs.distinct().order_by("at", "pk")


def heard_by(member: Member) -> QuerySet[Heard]:
    """What contacts said and this member may read: whoever answers here, for what they see.

    Where nobody knows the question, it is for whoever may see one that this contact was asked.
    """
    if not may(member, Right.ANSWER):
        return Heard.objects.none()
    mine = Ask.objects.filter(application__in=applications_visible_to(member).values("pk"))
    return Heard.objects.filter(Q(ask__in=mine) | Q(ask=None, contact__in=mine.values("contact")))


def mail_heard(member: Member, arrival_id: UUID) -> Arrival | None:
    """The mail in which a contact said something, as it came; None when it is not theirs to see."""
    theirs = heard_by(member).values("arrival")
    return Arrival.objects.filter(pk__in=theirs, public_id=arrival_id).first()


def heard_about(ask: Ask) -> QuerySet[Heard]:
    """Everything that was said on a question, in order."""
    said = Heard.objects.filter(ask=ask).select_related("settled_by", "contact__member")
    return said.order_by("at", "pk")


def may_be_about(heard: Heard) -> list[Ask]:
    """The questions that words without one may answer, at whichever client they were asked."""
    contact = heard.contact
    same = Q(pk=contact.pk)
    if contact.email:
        same |= Q(own_email__iexact=contact.email) | Q(member__email__iexact=contact.email)
    if contact.own_phone:
        same |= Q(own_phone=contact.own_phone)
    return [one for known in Contact.objects.filter(same) for one in open_asks_of(known)]
