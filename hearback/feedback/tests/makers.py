"""What tests of feedback need besides the cast: contacts of a client, and somebody asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.feedback.asking.actions import ask, contact_for
from hearback.feedback.asking.models import About
from hearback.feedback.asking.queries import PAGE
from hearback.kit.links import token
from hearback.pipeline.models import Client, Contact
from tests.cast import NOW, apply

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.feedback.asking.models import Ask
    from tests.cast import Cast

LUNCH = "lunch on Tuesday 24 November"


def client_contact(cast: Cast, **more: object) -> Contact:
    """Lena Fox at a furniture maker in Toronto, who agreed to nothing yet."""
    client, _ = Client.objects.get_or_create(
        name="Birch Works", defaults={"country": "CA", "owner": cast.susan, "began_at": NOW}
    )
    known: dict[str, object] = {
        "own_name": "Lena Fox",
        "own_email": "lena@birch.example",
        "own_zone": "America/Toronto",
        "client": client,
    }
    return Contact.objects.create(**{**known, **more})


def agreed(contact: Contact) -> Contact:
    """The same contact, after they said within two working days."""
    contact.agreed_at, contact.agreed_with = NOW - timedelta(days=30), "By phone with Susan."
    contact.save()
    return contact


def asked(
    cast: Cast,
    contact: Contact | None = None,
    *,
    name: str = "Ana Moreau",
    now: datetime = NOW,
    **more: object,
) -> Ask:
    """Susan asks Grace (or `contact`) about somebody who applied."""
    about: dict[str, object] = {"about": About.MEETING, "words": LUNCH, **more}
    return ask(
        contact=contact or contact_for(cast.grace),
        application=apply(cast, name, now=now),
        by=cast.susan,
        now=now,
        **about,  # type: ignore[arg-type]
    )


def page_of(one: Ask) -> str:
    """The path of the page behind a question's link."""
    return f"/word/{token(PAGE, one.public_id, one.contact.link_generation)}/"
