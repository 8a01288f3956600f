"""The letter that asks whoever was thought of, and the ones that tell the referrer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hearback.inbox.writing import Envelope, to_colleague, write
from hearback.kit.links import Marker, marker
from hearback.kit.moments import day_hour
from hearback.relations import letter_kinds
from hearback.relations.codes import ASKED
from hearback.relations.models import ReferralState
from hearback.relations.queries import who, zone_at
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.inbox.wording.registry import LetterKind
    from hearback.ledger.models import Promise
    from hearback.relations.models import Referral

ASKING = "relations.asked"


@dataclass(frozen=True, kw_only=True)
class Thought:
    """What a colleague tells us of somebody; it lives in the letter alone."""

    name: str
    email: str
    why: str = ""
    known_from: str = ""


def asked(referral: Referral, thought: Thought, *, signer: Member, until: datetime) -> Letter:
    """To whoever was thought of: by whom, for which job, and the page with yes and no."""
    opening = referral.opening
    with translation.override(referral.language):
        forgotten = day_hour(until, zone_at(opening))
    envelope = Envelope(
        purpose=ASKING,
        to_address=thought.email,
        to_name=thought.name,
        signer=signer,
        gave_papers=False,
        language=referral.language,
        about=referral.public_id,
        opening=opening.pk,
    )
    return write(
        letter_kinds.ASKED,
        envelope,
        {
            "name": greeting_name(thought.name) if thought.name else "",
            "opening": opening.title,
            "place": opening.place.city,
            "referrer": referral.referrer.name,
            "why": thought.why,
            "known_from": thought.known_from,
            "until": forgotten,
            "page": marker(ASKED, referral.public_id, 1),
        },
    )


def applied(referral: Referral, promise: Promise | None, *, signer: Member) -> Letter:
    """To the referrer: whom they sent has applied, and whether they hear more."""
    said = {"next": _by(promise, referral.referrer), "when": _thought_at(referral)}
    return _tell(letter_kinds.APPLIED, referral, signer, {**said, "who": who(referral)})


def going_on(referral: Referral, promise: Promise, *, signer: Member) -> Letter:
    """To the referrer: where it stands, and by when they hear again."""
    said = {"talking": referral.talking_since is not None, "who": who(referral)}
    by = _by(promise, referral.referrer)
    return _tell(letter_kinds.GOING_ON, referral, signer, {**said, "next": by})


def decided(referral: Referral, *, hired: bool, signer: Member) -> Letter:
    """To the referrer: it is decided; which way only when somebody was hired."""
    return _tell(letter_kinds.DECIDED, referral, signer, {"who": who(referral), "hired": hired})


def ended(referral: Referral, *, signer: Member) -> Letter:
    """To the referrer: it came to nothing; a no and silence read the same."""
    said = {
        "when": _thought_at(referral),
        "closed": referral.state == ReferralState.CLOSED,
        "unreached": referral.state == ReferralState.UNREACHED,
    }
    return _tell(letter_kinds.ENDED, referral, signer, said)


def _tell(kind: LetterKind, referral: Referral, signer: Member, said: dict[str, object]) -> Letter:
    reader = referral.referrer
    about = {
        "name": greeting_name(reader.name),
        "opening": referral.opening.title,
        "page": Marker(f"{settings.HEARBACK_URL}{reverse('relations:referrals')}"),
    }
    by = signer if signer.pk != reader.pk else None
    return write(kind, to_colleague(reader, purpose=kind.name, signer=by), about | said)


def _by(promise: Promise | None, reader: Member) -> str:
    return day_hour(promise.due_at, ZoneInfo(reader.zone)) if promise else ""


def _thought_at(referral: Referral) -> str:
    return day_hour(referral.created_at, ZoneInfo(referral.referrer.zone))
