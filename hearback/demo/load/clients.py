"""An agency in the demo: a secret client, two people there, somebody put forward, a lunch."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.clients import actions as act
from hearback.clients.words import receipt_words
from hearback.pipeline.models import Application, ApplicationState, StageKind

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.demo.load.house import House
    from hearback.pipeline.models import Client, Contact

ALLOWED = ("name", "cv", "answers")
WORDS = "Calm, exact, and good with people who are in a hurry. I would meet them soon."
PEOPLE = (("Ruth Abel", "Managing director", "ruth"), ("Tom Bell", "Workshop lead", "tom"))


def hire_for_a_client(house: House, *, now: datetime) -> None:
    """Work for a furniture maker: whoever waits for that opening is put forward with their yes."""
    waiting = Application.objects.filter(state=ApplicationState.IN_PROGRESS)
    waiting = waiting.filter(opening__in=house.openings.values(), opening__state="published")
    waiting = waiting.filter(stage__kind__in=[StageKind.REVIEW, StageKind.INTERVIEW])
    application = waiting.select_related("opening", "owner").order_by("received_at").first()
    if application is None:
        return
    opening, owner = application.opening, application.owner
    facts = act.ClientFacts(
        name="Zebulon Timber",
        country=opening.place.country,
        is_secret=True,
        described="a furniture maker with its own forest",
        owner=owner,
    )
    client = act.take_on(facts=facts, by=owner, now=now - timedelta(days=9))
    opening.client = client
    opening.save(update_fields=["client"])
    people = [_somebody(client, *one, application=application, now=now) for one in PEOPLE]
    proposal = act.Proposal(contacts=people, words=WORDS, asked_for=ALLOWED, days=14)
    asked_at = now - timedelta(hours=27)
    submission = act.ask_consent(application=application, proposal=proposal, by=owner, now=asked_at)
    shown = receipt_words(submission, ALLOWED)
    said_at = asked_at + timedelta(minutes=40)
    act.say_yes(submission=submission, allowed=ALLOWED, shown=shown, now=said_at)
    _lunch(application, people[0], now=now)


def _somebody(
    client: Client, name: str, title: str, mail: str, *, application: Application, now: datetime
) -> Contact:
    facts = act.ContactFacts(
        own_name=name,
        own_title=title,
        own_email=f"{mail}@zebulon.example",
        own_phone="",
        own_zone=application.opening.place.zone,
        language="en",
        is_shared=False,
    )
    agreed = act.Agreed(word_amount=2, word_unit="working_days", agreed_with=f"{name}, by phone")
    by = application.owner
    return act.add_contact(client=client, facts=facts, agreed=agreed, by=by, now=now)


def _lunch(application: Application, contact: Contact, *, now: datetime) -> None:
    """In two days, over the hour in which people eat."""
    begins_at = (now + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    place = act.Place(
        words="Lunch",
        place_name="The Pear Tree",
        address="12 Mill Lane",
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=1),
        zone=application.opening.place.zone,
    )
    act.set_meeting(
        application=application, contact=contact, place=place, by=application.owner, now=now
    )
