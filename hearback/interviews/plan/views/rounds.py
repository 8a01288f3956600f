"""Writing the rounds of an opening: one page a round, with all its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.interviews.models import RoundKind
from hearback.interviews.plan import actions as act
from hearback.interviews.plan.actions.lock import names_ahead
from hearback.interviews.plan.forms import RoundForm
from hearback.interviews.plan.part_forms import Offer, Parts, parts_form, rearranged
from hearback.interviews.plan.queries import round_for, usual_part, usual_values
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.interviews.models import Round

WRONG = 422
FORM = require_http_methods(["GET", "HEAD", "POST"])
REARRANGE = "rearrange"


@team_page(Right.RUN_OPENINGS)
@FORM
def new_round(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A new round at the end of the plan; a draft until somebody opens it."""
    member = member_of(request)
    opening = opening_for(member, slug)
    kind, offer = _kind(request, RoundKind.ON_SITE), Offer(opening, None)
    if request.method != "POST":
        form = RoundForm(opening=opening, kind=kind, initial=usual_values(opening, kind))
        return _page(request, form, parts_form(offer, first=[usual_part(opening, kind)]))
    form = RoundForm(request.POST, opening=opening, kind=kind)
    parts = parts_form(offer, request.POST)
    if REARRANGE in request.POST or not (form.is_valid() & parts.is_valid()):
        return _again(request, form, offer)
    draft = form.draft(parts.drafts())
    try:
        visit = act.add_round(opening=opening, draft=draft, by=member, now=clock.now())
    except Refused as refused:
        return _again(request, form, offer, refused.sentence)
    words = _("“{name}” is in the plan. Open it when it says what you mean.")
    messages.success(request, words.format(name=visit.name))
    return redirect("desk:opening_interviews", slug)


@team_page(Right.RUN_OPENINGS)
@FORM
def edit_round(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Change a round and its parts."""
    member = member_of(request)
    visit = round_for(member, public_id)
    kind, offer = _kind(request, RoundKind(visit.kind)), Offer(visit.opening, visit)
    # The form works on a copy: what it was given is compared with what is stored.
    about: dict[str, Any] = {
        "instance": round_for(member, public_id),
        "opening": visit.opening,
        "kind": kind,
    }
    if request.method != "POST":
        form = RoundForm(**about, initial={"rooms": list(visit.rooms.all())})
        return _page(request, form, parts_form(offer), visit)
    form, parts = RoundForm(request.POST, **about), parts_form(offer, request.POST)
    if REARRANGE in request.POST or not (form.is_valid() & parts.is_valid()):
        return _again(request, form, offer)
    draft = form.draft(parts.drafts())
    try:
        gaps = act.change_round(visit=visit, draft=draft, by=member, now=clock.now())
    except Refused as refused:
        return _again(request, form, offer, refused.sentence)
    _say_kept(request, visit, gaps)
    return redirect("desk:opening_interviews", visit.opening.slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def move_round(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let a round come before or after its neighbour."""
    member = member_of(request)
    visit, earlier = round_for(member, public_id), "earlier" in request.POST
    act.move_round(visit=visit, earlier=earlier, by=member, now=clock.now())
    return redirect("desk:opening_interviews", visit.opening.slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def remove_round(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Take a round out of the plan."""
    member = member_of(request)
    visit = round_for(member, public_id)
    act.remove_round(visit=visit, by=member, now=clock.now())
    messages.success(request, _("“{name}” is taken out.").format(name=visit.name))
    return redirect("desk:opening_interviews", visit.opening.slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def open_round(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let people be invited to a round."""
    member = member_of(request)
    visit = round_for(member, public_id)
    act.make_ready(visit=visit, by=member, now=clock.now())
    messages.success(request, _("People can be invited to “{name}”.").format(name=visit.name))
    return redirect("desk:opening_interviews", visit.opening.slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def rest_round(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Invite nobody else to a round for now."""
    member = member_of(request)
    visit = round_for(member, public_id)
    act.rest_round(visit=visit, by=member, now=clock.now())
    words = _("“{name}” is a draft. Whoever is invited or booked keeps what they were told.")
    messages.success(request, words.format(name=visit.name))
    return redirect("desk:opening_interviews", visit.opening.slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def take_over(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Begin with the plan of an opening that was hired for before."""
    member = member_of(request)
    opening = opening_for(member, slug)
    source = opening_for(member, request.POST.get("source", ""))
    act.take_plan(opening=opening, source=source, by=member, now=clock.now())
    messages.success(request, _("Taken over as drafts. Look through each, then open it."))
    return redirect("desk:opening_interviews", slug)


def _kind(request: HttpRequest, otherwise: RoundKind) -> RoundKind:
    """The kind of round asked for."""
    asked = request.POST.get("kind") or request.GET.get("kind")
    return RoundKind(asked) if asked in RoundKind.values else otherwise


def _say_kept(request: HttpRequest, visit: Round, gaps: list[str]) -> None:
    if gaps:
        words = _("“{name}” is kept as a draft. It still needs: {gaps}.")
        messages.warning(request, words.format(name=visit.name, gaps=", ".join(gaps)))
    else:
        messages.success(request, _("“{name}” is kept.").format(name=visit.name))


def _again(request: HttpRequest, form: RoundForm, offer: Offer, refused: str = "") -> HttpResponse:
    """The page with all that was typed, its parts rearranged when that was asked for."""
    pressed = request.POST.get(REARRANGE)
    if pressed is None:
        parts = parts_form(offer, request.POST)
        return _page(request, form, parts, offer.visit, refused=refused, status=WRONG)
    return _page(request, form, parts_form(offer, rearranged(request.POST, pressed)), offer.visit)


def _page(
    request: HttpRequest,
    form: RoundForm,
    parts: Parts,
    visit: Round | None = None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "here": "openings",
        "form": form,
        "parts": parts,
        "opening": form.opening,
        "round": visit,
        "kind": form.initial["kind"],
        "kinds": RoundKind.choices,
        "ahead": names_ahead(visit, member_of(request)) if visit else "",
        "refused": refused,
        "is_wrong": status == WRONG,
        "mend": status == WRONG and any(parts.errors),
        "member": member_of(request),
    }
    return render(request, "interviews/plan/round.html", context, status=status)
