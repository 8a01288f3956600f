"""The letter about a scorecard that is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from hearback.inbox.writing import to_colleague, write
from hearback.interviews.kits import letter_kinds
from hearback.kit.links import Marker
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.interviews.models import Panelist
    from hearback.ledger.models import Promise

MISSING = "interviews.scorecard_missing"


def scorecard_missing(
    panelist: Panelist, promise: Promise | None, *, signer: Member | None
) -> Letter:
    """To an interviewer whose scorecard a decision waits for, signed by who waits, or by nobody."""
    member, interview = panelist.member, panelist.interview
    zone = ZoneInfo(member.zone)
    page = reverse("kits:scorecard", args=[interview.public_id])
    values = {
        "name": greeting_name(member.name),
        "opening": interview.application.opening.title,
        "candidate": interview.application.name,
        "round": interview.round.name,
        "met": day_hour(interview.begins_at, zone) if interview.begins_at else "",
        "due": day_hour(promise.due_at, zone) if promise else "",
        "scorecard": Marker(f"{settings.HEARBACK_URL}{page}"),
    }
    envelope = to_colleague(member, purpose=MISSING, signer=signer)
    return write(letter_kinds.SCORECARD_MISSING, envelope, values)
