"""Reads of interviews, starting from who of the team asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.interviews.models import Interview, Panelist, Round
from hearback.kit.errors import NotYours
from hearback.pipeline.queries import applications_visible_to

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.pipeline.models import Application


def interview_for(member: Member, public_id: UUID) -> Interview:
    """One interview this member may see. Raises NotYours when there is none."""
    seen = applications_visible_to(member).values("pk")
    related = Interview.objects.select_related(
        "application__opening__place", "application__candidate", "round__place", "coordinator"
    )
    found = related.filter(public_id=public_id, application__in=seen).first()
    if found is None:
        raise NotYours(_("There is no such interview, or it is not yours to see."))
    return found


def panelist_for(member: Member, public_id: UUID) -> Panelist:
    """Somebody who takes part in an interview this member may see. Raises NotYours otherwise."""
    seen = applications_visible_to(member).values("pk")
    related = Panelist.objects.select_related(
        "member", "interview__application", "interview__round"
    )
    found = related.filter(public_id=public_id, interview__application__in=seen).first()
    if found is None:
        raise NotYours(_("There is no such interview, or it is not yours to see."))
    return found


def interviews_of(application: Application) -> list[Interview]:
    """The interviews of an application with who takes part as it stands, the newest first."""
    on = Panelist.objects.filter(is_on=True).select_related("member").order_by("member__name")
    found = application.interviews.select_related("round", "coordinator")
    found = found.prefetch_related(Prefetch("panelists", on, to_attr="panel"))
    return list(found.order_by("-invited_at", "-pk"))


def rounds_for(application: Application) -> list[Round]:
    """The rounds this person can be invited to: those of the plan with nothing ahead in them."""
    ahead = application.interviews.ahead().values("round")
    rounds = Round.objects.filter(opening=application.opening_id).exclude(pk__in=ahead)
    return list(rounds.prefetch_related("sessions__people").order_by("position"))


def people_of(visit: Round) -> list[Member]:
    """Everybody here who takes part in some part of a round, or may."""
    mine = Member.objects.filter(interview_sessions__round=visit, is_active=True)
    return list(mine.distinct().order_by("name"))
