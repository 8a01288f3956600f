"""The nouns of interviews: the plan of an opening, and what was booked by it."""

from hearback.interviews.asked.models import Asked, Opinion, Side
from hearback.interviews.booking.models import Freed
from hearback.interviews.calendars.models import BusyCalendar, BusySpan, CalendarKind, Feed
from hearback.interviews.models.interview import (
    AHEAD,
    Interview,
    InterviewState,
    Panelist,
    Reply,
    Seat,
    Sitting,
)
from hearback.interviews.models.plan import (
    IN_PERSON,
    Cover,
    Limit,
    Room,
    Round,
    RoundKind,
    Session,
)

__all__ = [
    "AHEAD",
    "IN_PERSON",
    "Asked",
    "BusyCalendar",
    "BusySpan",
    "CalendarKind",
    "Cover",
    "Feed",
    "Freed",
    "Interview",
    "InterviewState",
    "Limit",
    "Opinion",
    "Panelist",
    "Reply",
    "Room",
    "Round",
    "RoundKind",
    "Seat",
    "Session",
    "Side",
    "Sitting",
]
