"""A client, its people, and candidates put forward, each made by the act that makes it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.channels.models import Message
from hearback.clients import actions as act
from hearback.clients.models import Meeting, Submission
from hearback.clients.words import consent_words
from hearback.kit.links import token
from hearback.pipeline.models import Client, Contact
from tests.cast import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.clients.models import ReviewLink
    from hearback.pipeline.models import Application
    from tests.cast import Cast

SECRET, DESCRIBED = "Zebulon Timber", "a furniture maker in Toronto"
SHOWN = ("name", "cv", "answers")


def a_client(cast: Cast, *, name: str = SECRET, secret: bool = True) -> Client:
    """A client, secret unless said otherwise, for whom the cast's opening is."""
    client = act.take_on(
        facts=act.ClientFacts(
            name=name,
            country="CA",
            is_secret=secret,
            described=DESCRIBED if secret else "",
            owner=cast.susan,
        ),
        by=cast.susan,
        now=NOW,
    )
    cast.opening.client = client
    cast.opening.save(update_fields=["client"])
    return client


def a_contact(cast: Cast, client: Client, name: str = "Ruth Abel", **more: object) -> Contact:
    """Somebody at the client; their address is made from their name."""
    facts: dict[str, object] = {
        "own_name": name,
        "own_title": "Managing director",
        "own_email": f"{name.split(maxsplit=1)[0].lower()}@client.example",
        "own_phone": "",
        "own_zone": "America/Toronto",
        "language": "en",
        "is_shared": False,
        **more,
    }
    agreed = act.Agreed(word_amount=2, word_unit="working_days", agreed_with="Ruth, by phone")
    return act.add_contact(
        client=client,
        facts=act.ContactFacts(**facts),  # type: ignore[arg-type]
        agreed=agreed,
        by=cast.susan,
        now=NOW,
    )


def asked(cast: Cast, application: Application, *contacts: Contact, words: str = "") -> Submission:
    """The candidate is asked whether they may be put forward."""
    proposal = act.Proposal(contacts=contacts, words=words, asked_for=SHOWN, days=14)
    return act.ask_consent(application=application, proposal=proposal, by=cast.susan, now=NOW)


def forward(
    cast: Cast,
    application: Application,
    *contacts: Contact,
    allowed: tuple[str, ...] = SHOWN,
    words: str = "",
    now: datetime = NOW,
) -> Submission:
    """The same, and their yes."""
    submission = asked(cast, application, *contacts, words=words)
    shown = consent_words(submission)
    return act.say_yes(submission=submission, allowed=allowed, shown=shown, now=now)


def a_meeting(
    cast: Cast, application: Application, contact: Contact, *, at: datetime | None = None
) -> Meeting:
    """Lunch tomorrow, or when it is said."""
    begins_at = at or NOW + timedelta(days=1)
    place = act.Place(
        words="Lunch",
        place_name="The Pear Tree",
        address="12 Queen Street",
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=1),
        zone="America/Toronto",
    )
    return act.set_meeting(
        application=application, contact=contact, place=place, by=cast.susan, now=NOW
    )


def status_path(application: Application, below: str = "") -> str:
    """The candidate's page, or one below it."""
    key = token("portal:status", application.public_id, application.link_generation)
    return f"/status/{key}/{below}"


def review_path(link: ReviewLink) -> str:
    """A contact's page."""
    return f"/review/{token('portal:review', link.public_id, link.generation)}/"


def letters_to(address: str) -> list[Message]:
    """What was written to an address, oldest first."""
    return list(Message.objects.filter(to_address=address).order_by("pk"))


def all_words(message: Message) -> str:
    """Everything a reader, or their calendar, gets of a message."""
    parts = (message.subject, message.text, message.html, message.calendar, message.from_name)
    return re.sub(r"\r?\n[ \t]", "", "\n".join(parts))
