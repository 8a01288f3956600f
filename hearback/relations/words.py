"""How a referral is said to the colleague who made it: where it stands, by when they hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.kit.moments import day_hour_short
from hearback.relations.models import Milestone, Referral, ReferralState, Way
from hearback.relations.queries import promise_to_hear, who

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@dataclass(frozen=True)
class Line:
    """One referral as its referrer reads it."""

    opening: str
    place: str
    who: str
    stands: str
    may_know: str
    due_at: datetime | None
    is_over: bool


def lines_of(referrals: list[Referral], member: Member) -> list[Line]:
    """These referrals in words, in the same order."""
    return [_line(one, ZoneInfo(member.zone)) for one in referrals]


def _line(referral: Referral, zone: ZoneInfo) -> Line:
    promise = promise_to_hear(referral)
    # Nothing shows before the letter that says it is written.
    is_told = referral.told != Milestone.NOTHING
    name = who(referral) if is_told else ""
    when = day_hour_short(referral.created_at, zone)
    named = name or (
        _("Somebody you thought of, {when}").format(when=when)
        if referral.way == Way.LETTER
        else _("Somebody who came by your link")
    )
    return Line(
        opening=referral.opening.title,
        place=referral.opening.place.name,
        who=named,
        stands=_stands(referral),
        may_know=_may_know(referral) if is_told else "",
        due_at=promise.due_at if promise else None,
        is_over=is_told and promise is None,
    )


def _stands(referral: Referral) -> str:
    if referral.told == Milestone.ENDED:
        return _ended(ReferralState(referral.state))
    said = {
        Milestone.NOTHING: _("Nothing to tell yet. Whether they answer is up to them."),
        Milestone.APPLIED: _("They applied. Nothing is decided.")
        if referral.consent_words
        else _("They applied."),
        Milestone.TALKING: _("We are in conversation with them."),
        Milestone.DECIDED: _("It is decided. How is theirs to tell you."),
        Milestone.HIRED: _("They are hired."),
    }
    return said[Milestone(referral.told)]


def _ended(state: ReferralState) -> str:
    if state == ReferralState.UNREACHED:
        return _("Our letter did not arrive. Check the address and ask again, or send your link.")
    if state == ReferralState.CLOSED:
        return _("The job was gone before they applied. We have forgotten them.")
    return _("It did not come to an application. We have forgotten them.")


def _may_know(referral: Referral) -> str:
    if referral.told == Milestone.ENDED:
        return ""
    if referral.consent_words:
        return _("They said you may hear how it goes on.")
    return _("More than this is theirs to tell you.")
