"""Who could take the part of a panelist who cannot come: in the same pools, and free then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.models import Member
from hearback.accounts.queries import is_away, who_may_decide
from hearback.interviews.calendars.queries import busy_spans
from hearback.interviews.models import Seat

if TYPE_CHECKING:
    from hearback.interviews.models import Panelist


def could_stand_in(panelist: Panelist) -> list[Member]:
    """Those who may ask every part this panelist has, and have nothing else then, by name.

    Read from what is known of their calendars; nobody who takes part already or is away.
    """
    seats = list(panelist.seats.filter(is_on=True).select_related("sitting"))
    if not seats:
        return []
    taken = panelist.interview.panelists.filter(is_on=True).values("member")
    pool = who_may_decide().exclude(pk__in=taken)
    for seat in seats:
        pool = pool.filter(interview_sessions=seat.sitting.session_id)
    members = list(pool.order_by("name").distinct())
    return [one for one in members if not any(_is_busy(one, seat) for seat in seats)]


def _is_busy(member: Member, seat: Seat) -> bool:
    theirs = Seat.objects.filter(member=member, is_on=True)
    return (
        is_away(member, now=seat.begins_at)
        or theirs.filter(begins_at__lt=seat.ends_at, ends_at__gt=seat.begins_at).exists()
        or bool(busy_spans([member], seat.begins_at, seat.ends_at)[member.pk])
    )
