"""Taking a client on, changing what is known of it, ending the work for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.clients import kinds
from hearback.clients.actions.labels import labels_of
from hearback.clients.queries import openings_that_name, submissions_still_open
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Client

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@dataclass(frozen=True, kw_only=True)
class ClientFacts:
    """What is known of a client; `described` is what candidates read where it is secret."""

    name: str
    country: str
    is_secret: bool
    described: str
    owner: Member


@transaction.atomic
def take_on(*, facts: ClientFacts, by: Member, now: datetime) -> Client:
    """A new client. Raises Invalid when the name is taken, or a secret one is not described."""
    client = Client(began_at=now, **vars(facts))
    _keep(client)
    record(kinds.CLIENT_TAKEN_ON, by=by, now=now, payload={"client": client.name})
    return client


@transaction.atomic
def change_client(*, client: Client, facts: ClientFacts, by: Member, now: datetime) -> None:
    """Correct what is known of a client; nothing is recorded when nothing changes.

    Raises Refused when it would become secret while an opening names it to the world.
    """
    client = _locked(client)
    changed = [name for name, value in vars(facts).items() if getattr(client, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(client, name, getattr(facts, name))
    if named := openings_that_name(client):
        titles = ", ".join(one.title for one in named)
        words = _("Candidates would read its name in: {titles}. Take it out there first.")
        raise Refused(words.format(titles=titles))
    _keep(client)
    fields = labels_of(Client, changed)
    record(kinds.CLIENT_CHANGED, by=by, now=now, payload={"client": client.name, "fields": fields})


@transaction.atomic
def end_client(*, client: Client, by: Member, now: datetime) -> None:
    """No work for it any more. Raises Refused, naming them, while people are put forward to it."""
    client = _locked(client)
    if client.ended_at is not None:
        return
    if still := submissions_still_open(client):
        names = ", ".join(f"{one.application.name} ({one.application.opening})" for one in still)
        words = _("Still put forward to {client}: {names}. Answer them first.")
        raise Refused(words.format(client=client.name, names=names))
    if running := list(client.openings.running()):
        titles = ", ".join(one.title for one in running)
        words = _("Still open for {client}: {titles}. Close that first.")
        raise Refused(words.format(client=client.name, titles=titles))
    client.ended_at = now
    client.save(update_fields=["ended_at"])
    record(kinds.CLIENT_ENDED, by=by, now=now, payload={"client": client.name})


@transaction.atomic
def take_back(*, client: Client, by: Member, now: datetime) -> None:
    """Work for it begins again."""
    client = _locked(client)
    if client.ended_at is None:
        return
    client.ended_at = None
    client.save(update_fields=["ended_at"])
    record(kinds.CLIENT_BACK, by=by, now=now, payload={"client": client.name})


def _locked(client: Client) -> Client:
    return Client.objects.select_for_update().get(pk=client.pk)


def _keep(client: Client) -> None:
    if client.is_secret and not client.described:
        sentence = _("Say what candidates read instead of its name.")
        raise Invalid(sentence, {"described": sentence})
    if client.is_given_away_by(client.described):
        sentence = _("This says its name. Describe it in other words.")
        raise Invalid(sentence, {"described": sentence})
    try:
        with transaction.atomic():
            client.save()
    except IntegrityError as taken:
        sentence = _("There is a client of this name already.")
        raise Invalid(sentence, {"name": sentence}) from taken
