"""Reads of openings and applications, starting from who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Application, Opening, Order

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member


def openings_visible_to(member: Member) -> QuerySet[Opening]:
    """Openings this member may see: all, or those they manage, interview for or own."""
    openings = Opening.objects.select_related("team", "place", "owner", "policy")
    if may(member, Right.SEE_ALL_APPLICATIONS):
        return openings
    mine = Q(manager=member) | Q(owner=member) | Q(pk__in=member.panel_openings.values("pk"))
    return openings.filter(mine)


def applications_visible_to(member: Member) -> QuerySet[Application]:
    """Applications this member may see: all, or those to the openings they take part in.

    Never those of somebody whose order says that this very member must not know of them.
    """
    applications = Application.objects.select_related("opening", "candidate", "stage", "owner")
    applications = applications.exclude(candidate__in=who_must_not_be_known_to(member))
    if may(member, Right.SEE_ALL_APPLICATIONS):
        return applications
    return applications.filter(opening__in=openings_visible_to(member).values("pk"))


def who_must_not_be_known_to(member: Member) -> QuerySet[Order, int]:
    """Ids of the candidates whose standing orders name this member."""
    return Order.objects.standing().filter(bars=member).values_list("candidate", flat=True)


def unknown_to(member: Member) -> list[int]:
    """The same as a list, for lists that only then look at more than their index: mostly empty."""
    return list(who_must_not_be_known_to(member))


def opening_for(member: Member, slug: str) -> Opening:
    """One opening by its address. Raises NotYours when there is none this member may see."""
    opening = openings_visible_to(member).filter(slug=slug).first()
    if opening is None:
        raise NotYours(_("There is no such opening, or it is not yours to see."))
    return opening


def application_for(member: Member, public_id: UUID) -> Application:
    """One application. Raises NotYours when there is none this member may see."""
    application = applications_visible_to(member).filter(public_id=public_id).first()
    if application is None:
        raise NotYours(_("There is no such application, or it is not yours to see."))
    return application


def application_by_link(fingerprint: str) -> Application | None:
    """The application a status link opens, or None when the link is unknown or was replaced."""
    return (
        Application.objects.select_related("opening__place", "candidate", "stage", "owner")
        .filter(link_fingerprint=fingerprint)
        .first()
    )
