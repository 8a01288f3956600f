"""Promises: how soon candidates are told they will hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.team import actions, house
from hearback.team.forms.settings import PolicyForm
from hearback.team.previews import preview_of, preview_of_form

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page(Right.SETTINGS)
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy, and what it would mean for somebody who applied now."""
    member, now = member_of(request), clock.now()
    shown = [(policy, preview_of(policy, member, now=now)) for policy in house.policies()]
    return render(request, "team/settings/policies.html", {"here": "settings", "policies": shown})


@team_page(Right.SETTINGS)
def add_policy(request: HttpRequest) -> HttpResponse:
    """A new policy."""
    form = PolicyForm(sent(request))
    if _is_to_be_shown(request, form):
        return _page(request, form)
    actions.add_policy(form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("Added. Openings can follow it from now on."))
    return redirect("team:policies")


@team_page(Right.SETTINGS)
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy: its terms, and what they would mean."""
    form = PolicyForm(sent(request), instance=house.policy(pk))
    if _is_to_be_shown(request, form):
        return _page(request, form, policy=house.policy(pk))
    actions.change_policy(
        house.policy(pk), form.cleaned_data, by=member_of(request), now=clock.now()
    )
    messages.success(request, _("Saved. Promises made already keep their dates."))
    return redirect("team:policies")


def _is_to_be_shown(request: HttpRequest, form: PolicyForm) -> bool:
    """Whether to show the form: on arrival, with mistakes, or with “show me” pressed."""
    return request.method != "POST" or not form.is_valid() or "show" in request.POST


def _page(request: HttpRequest, form: PolicyForm, **more: Any) -> HttpResponse:
    preview = preview_of_form(form, member_of(request), now=clock.now())
    context = {"here": "settings", "form": form, "preview": preview, **more}
    return render(request, "team/settings/policy.html", context)


@team_page(Right.SETTINGS)
@require_POST
def make_default(request: HttpRequest, pk: int) -> HttpResponse:
    """Let new openings begin with this policy."""
    actions.make_default(house.policy(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("New openings begin with it from now on."))
    return redirect("team:policies")


@team_page(Right.SETTINGS)
@require_POST
def remove_policy(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a policy no opening follows."""
    actions.remove_policy(house.policy(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("Removed."))
    return redirect("team:policies")
