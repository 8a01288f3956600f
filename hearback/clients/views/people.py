"""The contacts of a client: new ones, changes, and those who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.accounts.queries import the_organisation
from hearback.clients import actions as act
from hearback.clients.forms import ContactForm, NewContactForm, say_wrong
from hearback.clients.queries import client_for, contact_for
from hearback.clients.views.companies import FORM, WRONG
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.pipeline.models import Client, Contact

KNOWN = (
    "own_name",
    "own_title",
    "own_email",
    "own_phone",
    "own_zone",
    "language",
    "is_shared",
)


@team_page(Right.ANSWER)
@FORM
def new(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Somebody new at a client."""
    member = member_of(request)
    client = client_for(member, public_id)
    first = {"own_zone": member.zone, "language": the_organisation().language}
    form = NewContactForm(sent(request), client=client, initial=first)
    if form.is_valid():
        try:
            act.add_contact(
                client=client,
                facts=form.facts(),
                agreed=form.agreed(),
                by=member,
                now=clock.now(),
            )
            return redirect("desk:client", public_id)
        except Invalid as wrong:
            say_wrong(form, wrong)
    return _page(request, form, client, None)


@team_page(Right.ANSWER)
@FORM
def edit(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Correct who they are or where they are reached."""
    member = member_of(request)
    contact = contact_for(member, public_id)
    client = _client_of(contact)
    first = {name: getattr(contact, name) for name in KNOWN}
    form = ContactForm(sent(request), client=client, initial=first)
    if form.is_valid():
        try:
            act.change_contact(contact=contact, facts=form.facts(), by=member, now=clock.now())
            return redirect("desk:client", client.public_id)
        except Invalid as wrong:
            say_wrong(form, wrong)
    return _page(request, form, client, contact)


@team_page(Right.ANSWER)
@require_POST
def left(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """They work there no more."""
    member = member_of(request)
    contact = contact_for(member, public_id)
    act.say_left(contact=contact, by=member, now=clock.now())
    said = _("Every link of {name} is closed. What they owed is yours to ask of somebody else.")
    messages.success(request, said.format(name=contact.name))
    return redirect("desk:client", _client_of(contact).public_id)


def _client_of(contact: Contact) -> Client:
    client = contact.client
    if client is None:
        raise ValueError("Contacts are found through their client.")
    return client


def _page(
    request: HttpRequest, form: ContactForm, client: Client, contact: Contact | None
) -> HttpResponse:
    context = {"here": "openings", "form": form, "client": client, "contact": contact}
    status = WRONG if form.errors else 200
    return render(request, "clients/contact_form.html", context, status=status)
