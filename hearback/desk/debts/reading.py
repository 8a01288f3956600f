"""Reads of the words we wait for, starting from the member who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.accounts.models import Member
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import debts, with_all
from hearback.feedback.hearing.models import Heard
from hearback.feedback.hearing.queries import heard_by
from hearback.feedback.kinds import AGREED, LINKS_ANEW
from hearback.kit.errors import NotYours
from hearback.kit.paging import PAGE, Place, after, cut
from hearback.ledger.models import Entry, PromiseState
from hearback.pipeline.models import Contact
from hearback.pipeline.queries import applications_visible_to, who_must_not_be_known_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.db.models import QuerySet


FEW = 20


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


def page_of(asks: QuerySet[Ask], place: Place | None) -> tuple[list[Ask], Place | None]:
    """One page of these, the longest due first, from `place` on."""
    there = asks.filter(after(place, "promise__due_at")).order_by("promise__due_at", "pk")
    found, more = cut(list(there[: PAGE + 1]), PAGE)
    return found, Place(found[-1].promise.due_at, found[-1].pk) if more else None


def to_ring(member: Member, away: Sequence[Member]) -> list[Ask]:
    """Questions that became a call of this member or one they stand in for, the oldest first."""
    theirs = _owned(Q(promise__owner__in=[member, *away]))
    mine = Ask.objects.open().filter(theirs, to_ring_at__isnull=False)
    mine = mine.exclude(application__candidate__in=who_must_not_be_known_to(member))
    return list(with_all(mine).order_by("to_ring_at", "pk")[:FEW])


def owed_by(member: Member) -> list[Ask]:
    """The words this member owes themselves, the soonest due first."""
    mine = Ask.objects.open().filter(contact__member=member)
    mine = mine.exclude(application__candidate__in=who_must_not_be_known_to(member))
    return list(with_all(mine).order_by("promise__due_at", "pk")[:FEW])


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
    """Every agreement with a contact, and when their links were made anew, the newest first."""
    kinds = [AGREED.name, LINKS_ANEW.name]
    entries = Entry.objects.filter(kind__in=kinds, payload__contact=str(contact.public_id))
    return list(entries.select_related("by", "words").order_by("-pk")[:FEW])


def _owned(whose: Q) -> Q:
    """By the index of open promises by their owner."""
    return whose & Q(promise__state=PromiseState.OPEN)
