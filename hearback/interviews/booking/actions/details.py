"""What changed about a day people are booked for, time and place apart: they are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from hearback.channels.actions import queue
from hearback.interviews.booking import kinds, letters, panel_letters, words
from hearback.interviews.booking.actions.hold import hold
from hearback.interviews.models import Interview, Room
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from hearback.ledger.models import Entry

LINK = "link"


def tell_of_round(entry: Entry, *, now: datetime) -> None:
    """Follows a change of a round: whoever is booked for it reads what is new about their day."""
    names = [str(name) for name in entry.payload.get("details", [])]
    if not names:
        return
    ahead = Interview.objects.booked().filter(round=entry.payload["visit"], begins_at__gt=now)
    for interview in ahead.order_by("pk"):
        visit = interview.round
        _tell(interview, lambda: words.news_of(visit, names), moved=LINK in names, now=now)  # noqa: B023  used at once


def tell_of_room(entry: Entry, *, now: datetime) -> None:
    """Follows a room's new name or way: whoever is booked there reads how to find it."""
    room = Room.objects.get(pk=entry.payload["pk"])
    ahead = Interview.objects.booked().filter(
        sittings__room=room, sittings__is_on=True, begins_at__gt=now
    )
    for interview in ahead.order_by("pk").distinct():
        _tell(interview, lambda: [words.room_news(room)], moved=False, now=now)


def _tell(
    interview: Interview, news: Callable[[], Iterable[str]], *, moved: bool, now: datetime
) -> None:
    """Write to the candidate and to everybody who takes part, each in their language.

    A new link is a new place: the version of the calendar entry rises (RFC 5546 2.1.4).
    """
    interview = hold(interview)
    application = interview.application
    with translation.override(application.language):
        said = list(news())
        if moved:
            interview.where = words.where_words(interview.round, application)
            interview.sequence += 1
            interview.save(update_fields=["where", "sequence"])
    queue(letters.details(interview, news=said, now=now), now=now)
    with translation.override(panel_letters.TO_COLLEAGUES):
        ours = list(news())
    for panelist in interview.panelists.filter(is_on=True).select_related("member"):
        panelist.interview = interview
        queue(panel_letters.details(panelist, news=ours, now=now), now=now)
    record(
        kinds.DETAILS_TOLD,
        by=None,
        now=now,
        application=application,
        payload={
            "name": application.name,
            "round": interview.round.name,
            "news": "; ".join(ours),
        },
    )
