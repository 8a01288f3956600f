"""Calls somebody has to make, soonest first, with what to know before ringing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from hearback.desk.queries.owed import covered_by
from hearback.inbox.callbacks.queries import calls_owed
from hearback.inbox.queries import conversations_visible_to
from hearback.kit.errors import NotYours
from hearback.ledger.models import CALL, Promise
from hearback.pipeline.queries import applications_visible_to

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member

MOST_CALLS = 100


def calls_visible_to(member: Member) -> QuerySet[Promise]:
    """Promised calls about applications and conversations this member may see."""
    applications = applications_visible_to(member).values("pk")
    conversations = conversations_visible_to(member).values("pk")
    return calls_owed().filter(
        Q(application__in=applications) | Q(application=None, conversation__in=conversations)
    )


def calls_to_make(member: Member, *, everybodys: bool, now: datetime) -> list[Promise]:
    """Open calls of this member and of those they stand in for, or of everybody, soonest first."""
    calls = calls_visible_to(member)
    if not everybodys:
        calls = calls.filter(owner__in=[member, *covered_by(member, now=now)])
    related = calls.select_related(
        "owner",
        "opening__place",
        "application__stage",
        "application__conversation",
        "conversation",
        "callback__conversation",
        "follows",
    )
    found = related.prefetch_related("callback__attempts__by").order_by("due_at")
    return list(found[:MOST_CALLS])


def call_for(member: Member, pk: int) -> Promise:
    """One promised call, owed still or not. Raises NotYours when this member may not see it."""
    promise = Promise.objects.filter(pk=pk, what=CALL).select_related("application").first()
    if promise is not None and _may_see(member, promise):
        return promise
    raise NotYours(_("There is no such call, or it is not yours to make."))


def _may_see(member: Member, promise: Promise) -> bool:
    if promise.application_id is not None:
        return applications_visible_to(member).filter(pk=promise.application_id).exists()
    theirs = conversations_visible_to(member).filter(promises=promise)
    return theirs.exists()


def next_promises(applications: Iterable[int]) -> dict[int, Promise]:
    """What each of these applicants (ids) was promised besides a call, the soonest of each."""
    owed = Promise.objects.open().to_candidate().filter(application__in=list(applications))
    soonest = (
        owed.exclude(what=CALL)
        .order_by("-due_at")
        .select_related("owner", "application", "conversation")
    )
    return {promise.application_id: promise for promise in soonest if promise.application_id}
