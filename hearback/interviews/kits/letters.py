"""The letter about a scorecard that is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hearback.inbox.writing import to_colleague, write
from hearback.interviews.booking.words import seat_page
from hearback.interviews.kits import letter_kinds
from hearback.kit.links import within
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
    values = {
        "name": greeting_name(member.name),
        "opening": interview.application.opening.title,
        "candidate": interview.application.name,
        "round": interview.round.name,
        "met": day_hour(interview.begins_at, zone) if interview.begins_at else "",
        "due": day_hour(promise.due_at, zone) if promise else "",
        "scorecard": within(seat_page(panelist), "scorecard/"),
    }
    envelope = to_colleague(member, purpose=MISSING, signer=signer)
    return write(letter_kinds.SCORECARD_MISSING, envelope, values)
