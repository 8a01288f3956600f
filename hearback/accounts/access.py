"""Who may do what: the rights of each role, and the door every page of the team goes through."""

from __future__ import annotations

from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.utils.translation import gettext as _

from hearback.accounts.models import Member, Role
from hearback.kit.errors import NotYours

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")


class Right(Enum):
    """Something a member may do; roles are given sets of these and nothing else is ever asked."""

    SEE_DESK = "see the desk"
    SEE_ALL_APPLICATIONS = "see every application"
    ANSWER = "answer candidates"
    RUN_OPENINGS = "write, publish, pause and close openings"
    LEAD = "see everybody's promises and hand work over"
    SETTINGS = "change places, policies, stages, resources and reasons"
    MEMBERS = "invite, change and remove members"
    OUTBOX = "hold, release and resend messages"
    INSIGHTS = "read how our service is and what people say of it"
    WORTH = "read what customers among candidates are worth, in sums"


_RECRUITER = {
    Right.SEE_DESK,
    Right.SEE_ALL_APPLICATIONS,
    Right.ANSWER,
    Right.RUN_OPENINGS,
    Right.OUTBOX,
}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.INTERVIEWER: frozenset({Right.SEE_DESK}),
    Role.MANAGER: frozenset({Right.SEE_DESK}),
    Role.RECRUITER: frozenset(_RECRUITER),
    Role.LEAD: frozenset(_RECRUITER | {Right.LEAD, Right.SETTINGS, Right.INSIGHTS}),
    # Whoever decides about candidates must never learn who is a customer, so this right and those
    # that decide are never one person's.
    Role.ADMINISTRATOR: frozenset(Right) - {Right.WORTH},
    Role.ANALYST: frozenset({Right.SEE_DESK, Right.INSIGHTS, Right.WORTH}),
}


def may(member: Member, right: Right) -> bool:
    """Whether this member's role includes the right."""
    return member.is_active and right in RIGHTS[Role(member.role)]


def member_of(request: HttpRequest) -> Member:
    """The member who asks; only behind `team_page`, which makes sure there is one."""
    return cast("Member", request.user)


def team_page(
    right: Right = Right.SEE_DESK,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let signed-in members with this right reach a view; others sign in or find nothing."""

    def door(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(member_of(request), right):
                raise NotYours(_("There is no such page for you here."))
            response = view(request, *args, **kwargs)
            # People share machines: after signing out, "back" must not show what stood there.
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        guarded.right = right  # type: ignore[attr-defined]  # read by the route × role test
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)

    return door
