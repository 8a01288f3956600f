"""The letters that ask how it was: the same words to everybody, one tap from the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.queries import the_organisation
from hearback.channels.models import Urgency, WhenInDoubt
from hearback.inbox.holes import LINK, form_of
from hearback.inbox.layout import SCALE
from hearback.inbox.writing import Envelope
from hearback.kit.links import Marker, disarm, within
from hearback.rules.measures import Moment
from hearback.surveys import letter_kinds

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.inbox.holes import Form

KINDS = {Moment.APPLICATION: letter_kinds.APPLIED, Moment.ANSWER: letter_kinds.ANSWERED}


def asks(moment: Moment, *, language: str, opening: tuple[int, str], signer: Member) -> Form:
    """The letter that asks everybody after a moment, with holes for who reads it.

    `opening` is its key and title. There is none for an interview: its own letter leads there.
    """
    kind = KINDS[moment]
    envelope = Envelope(
        purpose=kind.name,
        to_address="",
        to_name="",
        signer=signer,
        language=language,
        opening=opening[0],
        status_link=LINK,
        automatic=True,
        urgency=Urgency.BATCH,
        # Asked twice by accident is worse than not asked; nobody has to look at either.
        when_in_doubt=WhenInDoubt.ASK,
    )
    page = within(LINK, f"said/{moment}/")
    typed = {"opening": opening[1]}
    if moment == Moment.ANSWER:
        # Asked of all or of none: nothing in here knows how anybody was answered.
        typed["review_site"] = Marker(disarm(the_organisation().reviews_at))
    return form_of(kind, envelope, typed, {"scale": Marker(f"{page}{SCALE}")})
