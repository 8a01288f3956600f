"""Writes to somebody who stays in touch, with the way out in the letter and in its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hearback.channels.models import Urgency
from hearback.inbox.spoken import reader_zone
from hearback.inbox.writing import Envelope, write
from hearback.kit.links import Marker, marker, within
from hearback.kit.moments import day_and_year
from hearback.relations.pool import letter_kinds
from hearback.rules.names import greeting_name
from hearback.rules.text import many_lines
from hearback.rules.wall import local_day

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.pipeline.models import Application, Opening
    from hearback.relations.pool.models import InTouch

IN_TOUCH = "relations.in_touch"
# The address that leaves stands below this one; alone it is a link that lost a piece.
LEAVING = "relations:in_touch"
LONGEST_WORDS = 2000


def leave_link(consent: UUID) -> Marker:
    """Stands for the address by which somebody hears no more; it names the consent and its seal."""
    return within(marker(LEAVING, consent, 1), f"{consent}/")


def in_touch(person: InTouch, opening: Opening, *, words: str, signer: Member) -> Letter:
    """An opening that may suit them, why they get this letter, and the way out."""
    application = person.application
    leave = leave_link(person.consent.public_id)
    page = f"{settings.HEARBACK_URL}{reverse('careers:opening', args=[opening.slug])}"
    envelope = Envelope(
        purpose=IN_TOUCH,
        to_address=application.candidate.email,
        to_name=application.name,
        signer=signer,
        language=application.language,
        # A reply belongs to the conversation we have with them.
        about=application.public_id,
        opening=opening.pk,
        leave_link=leave,
        urgency=Urgency.BATCH,
    )
    return write(
        letter_kinds.IN_TOUCH,
        envelope,
        {
            "name": greeting_name(application.name) or application.name,
            "opening": opening.title,
            "place": opening.place.city,
            "agreed": day_in_full(person.joined_at, application),
            "until": day_in_full(person.until, application),
            "words": many_lines(words, LONGEST_WORDS),
            "page": Marker(f"{page}?lang={application.language}"),
            "leave": leave,
        },
    )


def day_in_full(moment: datetime, application: Application) -> str:
    """A day with its year, in this person's language and zone."""
    with translation.override(application.language):
        return day_and_year(local_day(moment, reader_zone(application)))
