"""The list of clients, and what is known of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.clients import actions as act
from hearback.clients.forms import ClientForm, say_wrong
from hearback.clients.queries import client_for, clients_listed
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.pipeline.models import Client

WRONG = 422
FORM = require_http_methods(["GET", "HEAD", "POST"])
KNOWN = ("name", "country", "is_secret", "described", "owner")


@team_page(Right.ANSWER)
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """Every client, with how much is going on."""
    context = {"here": "openings", "clients": clients_listed(member_of(request))}
    return render(request, "clients/clients.html", context)


@team_page(Right.ANSWER)
@FORM
def new(request: HttpRequest) -> HttpResponseBase:
    """Take a client on."""
    member = member_of(request)
    form = ClientForm(sent(request), initial={"owner": member.pk})
    if form.is_valid():
        try:
            client = act.take_on(facts=form.facts(), by=member, now=clock.now())
            return redirect("desk:client", client.public_id)
        except Invalid as wrong:
            say_wrong(form, wrong)
    return _page(request, form, None)


@team_page(Right.ANSWER)
@FORM
def edit(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Correct what is known of a client."""
    member = member_of(request)
    client = client_for(member, public_id)
    form = ClientForm(sent(request), initial={name: getattr(client, name) for name in KNOWN})
    if form.is_valid():
        try:
            act.change_client(client=client, facts=form.facts(), by=member, now=clock.now())
            return redirect("desk:client", public_id)
        except Invalid as wrong:
            say_wrong(form, wrong)
    return _page(request, form, client)


@team_page(Right.ANSWER)
@require_POST
def end(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """No work for it any more."""
    member = member_of(request)
    act.end_client(client=client_for(member, public_id), by=member, now=clock.now())
    messages.success(request, _("It is no client any more. Its history stays."))
    return redirect("desk:client", public_id)


@team_page(Right.ANSWER)
@require_POST
def back(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Work for it begins again."""
    member = member_of(request)
    act.take_back(client=client_for(member, public_id), by=member, now=clock.now())
    return redirect("desk:client", public_id)


def _page(request: HttpRequest, form: ClientForm, client: Client | None) -> HttpResponse:
    context = {"here": "openings", "form": form, "client": client}
    status = WRONG if form.errors else 200
    return render(request, "clients/client_form.html", context, status=status)
