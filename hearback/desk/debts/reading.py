"""Reads of the words we wait for, starting from the member who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.accounts.models import Member
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import debts, with_all
from hearback.feedback.hearing.models import Heard
from hearback.feedback.hearing.queries import heard_by
from hearback.feedback.kinds import AGREED
from hearback.kit.errors import NotYours
from hearback.ledger.models import Entry, PromiseState
from hearback.pipeline.models import Contact
from hearback.pipeline.queries import applications_visible_to, who_must_not_be_known_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet


FEW, MOST = 20, 100


@dataclass(frozen=True)
class Sum:
    """What one contact owes: how many words, how many of them late, since when the oldest."""

    contact: Contact
    side: str
    open: int
    late: int
    since: datetime


def asks_of(member: Member) -> QuerySet[Ask]:
    """The open questions this member follows up; a lead those of the team, or of everybody.

    Never about somebody whose order says that this very member must not know of them.
    """
    barred = who_must_not_be_known_to(member)
    open_ones = debts().exclude(application__candidate__in=barred)
    if not may(member, Right.LEAD):
        return open_ones.filter(_owned(Q(promise__owner=member)))
    if member.team_id is None:
        return open_ones.filter(promise__state=PromiseState.OPEN)
    theirs = Q(promise__owner__team=member.team_id) | Q(promise__owner=member)
    return open_ones.filter(_owned(theirs))


def to_ring(owners: Sequence[Member]) -> list[Ask]:
    """Questions that became a call of one of these members, the oldest call first."""
    theirs = _owned(Q(promise__owner__in=owners))
    mine = Ask.objects.open().filter(theirs, to_ring_at__isnull=False)
    return list(with_all(mine).order_by("to_ring_at", "pk")[:FEW])


def owed_by(member: Member) -> list[Ask]:
    """The words this member owes themselves, the soonest due first."""
    mine = Ask.objects.open().filter(contact__member=member)
    return list(with_all(mine).order_by("promise__due_at", "pk")[:FEW])


def sums_of(asks: QuerySet[Ask], *, now: datetime) -> list[Sum]:
    """What each contact owes of these, the longest waiting first."""
    late = Count("pk", filter=Q(promise__due_at__lte=now))
    rows = (
        asks.select_related(None)
        .order_by()
        .values(
            "contact",
            team=F("contact__member__team__name"),
            client_name=F("contact__client__name"),
        )
        .annotate(open=Count("pk"), late=late, since=Min("asked_at"))
        .order_by("since")[:MOST]
    )
    found = list(rows)
    contacts = Contact.objects.select_related("member", "client")
    known = contacts.in_bulk([row["contact"] for row in found])
    return [
        Sum(
            known[row["contact"]],
            row["client_name"] or row["team"] or "",
            row["open"],
            row["late"],
            row["since"],
        )
        for row in found
    ]


def ask_for(member: Member, public_id: UUID) -> Ask:
    """One question about somebody this member may see. Raises NotYours when there is none."""
    seen = applications_visible_to(member).values("pk")
    ask = with_all(Ask.objects.filter(application__in=seen, public_id=public_id)).first()
    if ask is None:
        raise NotYours(_("There is no such question, or it is not yours to see."))
    return ask


def heard_for(member: Member, public_id: UUID) -> Heard:
    """One reply this member may read. Raises NotYours when there is none."""
    related = ("contact__member", "contact__client", "ask__application__opening", "ask__contact")
    found = heard_by(member).filter(public_id=public_id).select_related(*related).first()
    if found is None:
        raise NotYours(_("There is no such reply, or it is not yours to see."))
    return found


def seen_by(member: Member, asks: Sequence[Ask]) -> list[Ask]:
    """Those of these questions that are about somebody this member may see."""
    about = applications_visible_to(member).filter(pk__in=[one.application_id for one in asks])
    seen = set(about.values_list("pk", flat=True))
    return [one for one in asks if one.application_id in seen]


def contact_by(public_id: UUID) -> Contact:
    """One contact. Raises NotYours when there is none."""
    related = Contact.objects.select_related("member", "client")
    contact = related.filter(public_id=public_id).first()
    if contact is None:
        raise NotYours(_("There is no such contact."))
    return contact


def contact_of(pk: int) -> Contact:
    """A colleague as a contact, not stored yet when nobody asked them anything. Raises NotYours."""
    member = Member.objects.filter(pk=pk, is_active=True).first()
    if member is None:
        raise NotYours(_("There is no such colleague."))
    known = Contact.objects.select_related("member").filter(member=member).first()
    return known or Contact(member=member)


def changes_of(contact: Contact) -> list[Entry]:
    """Every agreement with a contact, the newest first."""
    entries = Entry.objects.filter(kind=AGREED.name, payload__contact=str(contact.public_id))
    return list(entries.select_related("by", "words").order_by("-pk")[:FEW])


def _owned(whose: Q) -> Q:
    """By the index of open promises by their owner."""
    return whose & Q(promise__state=PromiseState.OPEN)
