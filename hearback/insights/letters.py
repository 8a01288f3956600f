"""The week in figures, with its pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from hearback.channels.models import Urgency
from hearback.inbox.writing import to_colleague, write
from hearback.insights.letter_kinds import DIGEST
from hearback.kit.links import Marker
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.insights.charts.drawing import Drawing


@dataclass(frozen=True)
class Shown:
    """A picture under its title; `words` say the same where no picture is shown."""

    title: str
    drawing: Drawing
    words: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a digest says; `drawn` are its pictures by name, `worth` for analysts alone."""

    proof: str
    week: Sequence[str]
    drawn: Mapping[str, Shown]
    worth: Sequence[str] = ()


def digest(member: Member, told: Told) -> Letter:
    """The letter to one member; each picture stands where the text says what it shows."""
    letter = write(
        DIGEST,
        to_colleague(member, purpose=DIGEST.name, urgency=Urgency.BATCH),
        {
            "name": greeting_name(member.name),
            "proof": told.proof,
            "week": list(told.week),
            "pictures": [one.words for one in told.drawn.values()],
            "worth": list(told.worth),
            "page": Marker(f"{settings.HEARBACK_URL}{reverse('insights:index')}"),
            "switch": Marker(f"{settings.HEARBACK_URL}{reverse('team:about_me')}"),
        },
    )
    html = letter.html
    for name, one in told.drawn.items():
        html = html.replace(f"<p>{escape(one.words)}</p>", _shown(name, one), 1)
    pictures = tuple((name, one.drawing.picture()) for name, one in told.drawn.items())
    return replace(letter, html=html, pictures=pictures)


def _shown(name: str, one: Shown) -> str:
    says = escape(one.drawing.says)
    return (
        f"<p><b>{escape(one.title)}</b></p>"
        f'<p><img src="cid:{name}" alt="{says}" width="500" style="max-width:100%;height:auto"></p>'
    )
