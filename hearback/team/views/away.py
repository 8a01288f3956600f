"""Being away, and giving away what falls due meanwhile; leaving, and handing everything over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.accounts.queries import lead_above, who_covers
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.team import absences, actions, queries
from hearback.team.forms.members import AwayForm, TakerForm
from hearback.team.views.whose import mine_or_lead, whose_page

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member

SHOWN = 50


@team_page()
def go_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter days away; then see what falls due in them."""
    asking, now = member_of(request), clock.now()
    shown = mine_or_lead(asking, pk)
    form = AwayForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        context = {
            **whose_page(asking, shown),
            "form": form,
            "today": queries.today_of(shown, now=now),
        }
        return render(request, "team/members/go_away.html", context)
    absence = actions.go_away(shown, **form.cleaned_data, by=asking, now=now)
    if absences.promises_due_while(absence).exists():
        return redirect("team:away", pk=pk, absence_id=absence.pk)
    messages.success(request, _("Noted. Nothing falls due in these days."))
    return redirect("team:member", pk=pk)


@team_page()
def away(request: HttpRequest, pk: int, absence_id: int) -> HttpResponse:
    """What falls due while somebody is away, with one press to hand it over."""
    asking, now = member_of(request), clock.now()
    shown = mine_or_lead(asking, pk)
    absence = absences.absence_of(shown, absence_id)
    gone = absences.away_between(absence.first_day, absence.last_day)
    form = TakerForm(
        sent(request),
        takers=queries.who_may_take_over(shown),
        away=gone,
        initial={"to": _cover(shown, gone, now=now)},
    )
    if request.method != "POST" or not form.is_valid():
        due = absences.promises_due_while(absence)
        context: dict[str, Any] = {**whose_page(asking, shown), "absence": absence, "form": form}
        context |= {"count": due.count(), "due": queries.with_cases(due)[:SHOWN]}
        context |= {"now": now, "zone": asking.zone}
        return render(request, "team/members/away.html", context)
    taker: Member = form.cleaned_data["to"]
    count = actions.hand_over_while_away(absence, to=taker, by=asking, now=now)
    words = ngettext("{n} promise is with {name} now.", "{n} promises are with {name} now.", count)
    messages.success(request, words.format(n=count, name=taker.name))
    return redirect("team:member", pk=pk)


def _cover(shown: Member, gone: frozenset[int], *, now: datetime) -> Member | None:
    """Who is offered first: the stand-in or whoever would be asked, if they are here then."""
    covers = (shown.stand_in, who_covers(shown, now=now), lead_above(shown, now=now))
    return next((one for one in covers if one and one.pk not in gone | {shown.pk}), None)


@team_page()
@require_POST
def stay_here(request: HttpRequest, pk: int, absence_id: int) -> HttpResponse:
    """Take days away back."""
    asking = member_of(request)
    absence = absences.absence_of(mine_or_lead(asking, pk), absence_id)
    actions.stay_here(absence, by=asking, now=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("team:member", pk=pk)


@team_page(Right.LEAD)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand everything somebody owns to one other person, in one act."""
    asking, now = member_of(request), clock.now()
    shown = queries.member_here(pk)
    form = _taker_form(request, shown, now=now)
    if request.method != "POST" or not form.is_valid():
        context = _owned(asking, shown, now=now) | {"form": form}
        return render(request, "team/members/hand_over.html", context)
    taker: Member = form.cleaned_data["to"]
    things = actions.hand_over_everything(shown, to=taker, by=asking, now=now)
    told = _("{name} has it now: {things}.").format(name=taker.name, things=", ".join(things))
    messages.success(request, told if things else _("There was nothing to hand over."))
    return redirect("team:member", pk=pk)


@team_page(Right.MEMBERS)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the team; what they own is handed over in the same act."""
    asking, now = member_of(request), clock.now()
    shown = queries.member_here(pk)
    context = _owned(asking, shown, now=now)
    taken = _taker_form(request, shown, now=now)
    taken.fields["to"].required = bool(context["holdings"])
    if request.method != "POST" or not taken.is_valid():
        return render(request, "team/members/leave.html", context | {"form": taken})
    actions.remove_member(shown, to=taken.cleaned_data["to"], by=asking, now=now)
    words = _("{name} has left the team. What they did stays on record.")
    messages.success(request, words.format(name=shown.name))
    return redirect("team:members")


def _taker_form(request: HttpRequest, shown: Member, *, now: datetime) -> TakerForm:
    today = queries.today_of(shown, now=now)
    gone = absences.away_between(today, today)
    return TakerForm(sent(request), takers=queries.who_may_take_over(shown), away=gone)


def _owned(asking: Member, shown: Member, *, now: datetime) -> dict[str, Any]:
    return {
        **whose_page(asking, shown),
        "holdings": queries.holdings_of(shown, now=now),
        "leads_alone": queries.leads_alone(shown),
    }
