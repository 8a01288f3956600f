"""The team's page and the page of each member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.kit import clock
from hearback.kit.links import url
from hearback.kit.sent import sent
from hearback.team import absences, actions, queries
from hearback.team.forms.members import HoursForm, InviteForm, MemberForm
from hearback.team.hours import week_in_words
from hearback.team.letters import INVITATION
from hearback.team.past import read_past
from hearback.team.roster import away_now, roster
from hearback.team.views.whose import mine_or_lead, whose_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member

PROMISES_SHOWN = 10


@team_page()
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Everybody by team: who is away, who stands in, how much each carries."""
    member, now = member_of(request), clock.now()
    groups = roster(now=now)
    context: dict[str, Any] = {
        "here": "team",
        "groups": groups,
        "count": sum(len(group.rows) for group in groups),
        "away_count": away_now(groups),
        "now": now,
        "may_invite": may(member, Right.MEMBERS),
    }
    if context["may_invite"]:
        context["invitations"] = list(queries.open_invitations())
    return render(request, "team/members/list.html", context)


@team_page(Right.MEMBERS)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail."""
    form = InviteForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "team/members/invite.html", {"here": "team", "form": form})
    invited = actions.invite(**form.cleaned_data, by=member_of(request), now=clock.now())
    words = _("{name} is invited. The link in the letter is good for three days.")
    messages.success(request, words.format(name=invited.name))
    return redirect("team:members")


@team_page(Right.MEMBERS)
@require_safe
def invitation_link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The link of an open invitation, to hand over by another way than mail."""
    invited = queries.open_invitation(public_id)
    link = url(INVITATION, invited.public_id, invited.generation)
    context = {"here": "team", "invited": invited, "link": link, "now": clock.now()}
    return render(request, "team/members/invitation_link.html", context)


@team_page(Right.MEMBERS)
@require_POST
def invite_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send an invitation anew."""
    invited = queries.open_invitation(public_id)
    actions.invite_again(invited, by=member_of(request), now=clock.now())
    words = _("{name} gets a new letter. The old link no longer works.")
    messages.success(request, words.format(name=invited.name))
    return redirect("team:members")


@team_page(Right.MEMBERS)
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invited = queries.open_invitation(public_id)
    actions.revoke_invitation(invited, by=member_of(request), now=clock.now())
    words = _("The invitation of {name} is taken back. Its link no longer works.")
    messages.success(request, words.format(name=invited.name))
    return redirect("team:members")


@team_page()
@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: what they owe and own, when they work, when they are away."""
    asking, now = member_of(request), clock.now()
    shown = queries.member_here(pk)
    context = {
        **whose_page(asking, shown),
        "holdings": queries.holdings_of(shown, now=now),
        "hours": week_in_words(shown.hours),
        "absences": absences.absences_to_come(shown, now=now),
        "now": now,
        "zone": asking.zone,
        "may_edit": may(asking, Right.MEMBERS),
    }
    if context["is_mine"] or may(asking, Right.LEAD):
        context["promises"] = queries.promises_of(shown)[:PROMISES_SHOWN]
    return render(request, "team/members/member.html", context)


@team_page(Right.MEMBERS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Who somebody is here: name, address, role, team, place."""
    shown = queries.member_here(pk)
    form = MemberForm.of(shown, sent(request))
    if request.method != "POST" or not form.is_valid():
        context = {**whose_page(member_of(request), shown), "form": form}
        return render(request, "team/members/edit.html", context)
    actions.change_member(shown, **form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("Saved."))
    return redirect("team:member", pk=pk)


@team_page()
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """When somebody works, how to ring them and who stands in: their own page, or a lead's."""
    shown = mine_or_lead(member_of(request), pk)
    form = HoursForm.of(shown, queries.who_may_take_over(shown), sent(request))
    if request.method != "POST" or not form.is_valid():
        context = {**whose_page(member_of(request), shown), "form": form}
        return render(request, "team/members/hours.html", context)
    _save_hours(shown, form, by=member_of(request))
    messages.success(request, _("Saved. Promises made already keep their dates."))
    return redirect("team:member", pk=pk)


def _save_hours(shown: Member, form: HoursForm, *, by: Member) -> None:
    told = {name: form.cleaned_data[name] for name in ("phone", "zone", "stand_in")}
    past, now = read_past(form.cleaned_data["worked_at"]), clock.now()
    actions.change_own(shown, **told, hours=form.hours(), worked_at=past, by=by, now=now)


@team_page()
@require_safe
def my_hours(request: HttpRequest) -> HttpResponse:
    """The way to one's own hours without knowing one's number."""
    return redirect("team:hours", pk=member_of(request).pk)
