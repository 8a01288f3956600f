"""The contacts of a client: new ones, changes, and those who left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.accounts.queries import the_organisation
from hearback.channels.chat_addresses import service_name
from hearback.clients import actions as act
from hearback.clients.forms import ContactForm, NewContactForm, say_wrong
from hearback.clients.queries import client_for, contact_for
from hearback.clients.views.companies import FORM, WRONG
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Client, Contact

TRIES, PER = 20, timedelta(hours=1)
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
            _not_too_often(form, member)
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
            _not_too_often(form, member)
            act.change_contact(contact=contact, facts=form.facts(), by=member, now=clock.now())
            return redirect("desk:client", client.public_id)
        except Invalid as wrong:
            say_wrong(form, wrong)
    return _page(request, form, client, contact)


@team_page(Right.ANSWER)
@require_POST
def no_chat(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Forget the address of their chat."""
    member = member_of(request)
    contact = contact_for(member, public_id)
    act.forget_chat(contact=contact, by=member, now=clock.now())
    said = _("The chat of {name} is forgotten. We write by the other ways.")
    messages.success(request, said.format(name=contact.name))
    return redirect("clients:contact", public_id)


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


def _not_too_often(form: ContactForm, member: Member) -> None:
    """Each address of a chat is looked up; raises TooMany for more than anybody types."""
    if form.cleaned_data["chat"]:
        throttle("chat", str(member.pk), TRIES, PER, clock.now())


def _client_of(contact: Contact) -> Client:
    client = contact.client
    if client is None:
        raise ValueError("Contacts are found through their client.")
    return client


def _page(
    request: HttpRequest, form: ContactForm, client: Client, contact: Contact | None
) -> HttpResponse:
    chat = contact.own_chat if contact else None
    if chat is not None:
        form.fields["chat"].label = _("Address of another chat, in its place")
    context = {
        "here": "openings",
        "form": form,
        "client": client,
        "contact": contact,
        "chat": chat,
        "service": service_name(chat.service) if chat else "",
        "zone": member_of(request).zone,
    }
    status = WRONG if form.errors else 200
    return render(request, "clients/contact_form.html", context, status=status)
