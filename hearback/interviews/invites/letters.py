"""The letter that a calendar's no sets off, to whoever coordinates the interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from hearback.channels.models import Urgency
from hearback.inbox.callbacks.words import hours_words
from hearback.inbox.writing import to_colleague, write
from hearback.interviews.booking.words import case_page, when_words
from hearback.interviews.invites import letter_kinds
from hearback.interviews.invites.words import parts_of
from hearback.kit.links import Marker
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.interviews.models import Interview, Panelist


def cannot_come(
    to: Member,
    interview: Interview,
    panelist: Panelist | None,
    *,
    words: str = "",
    stand_ins: Sequence[Member] = (),
) -> Letter:
    """To the coordinator: a panelist cannot take part or, with None, the candidate cannot come.

    `words` is what they wrote with it, `stand_ins` who could take the panelist's parts.
    """
    application = interview.application
    parts = [
        f"{hours_words(one.begins_at, one.ends_at, to.zone)}: {one.topic}"
        for one in (parts_of(interview, panelist) if panelist else ())
    ]
    return write(
        letter_kinds.CANNOT_COME,
        to_colleague(to, purpose=letter_kinds.CANNOT_COME.name, urgency=Urgency.NOW),
        {
            "name": greeting_name(to.name),
            "who": panelist.member.name if panelist else application.name,
            "candidate": application.name,
            "opening": application.opening.title,
            "round": interview.round.name,
            "when": when_words(interview, to.zone),
            "ours": panelist is not None,
            "parts": parts,
            "stand_ins": [member.name for member in stand_ins],
            "words": words,
            "page": _replace_page(panelist) if panelist else case_page(application),
        },
    )


def _replace_page(panelist: Panelist) -> Marker:
    """Where the team lets somebody stand in."""
    path = reverse("booking:replace", args=[panelist.public_id])
    return Marker(f"{settings.HEARBACK_URL}{path}")
