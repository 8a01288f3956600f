"""The nouns of interviews: the plan of an opening, and what was booked by it."""

from hearback.interviews.asked.models import Asked, Opinion, Side
from hearback.interviews.booking.models import Freed
from hearback.interviews.calendars.models import BusyCalendar, BusySpan, CalendarKind, Feed
from hearback.interviews.checking.models import (
    Ask,
    Check,
    Freeze,
    Moment,
    RungOff,
    Tap,
    Why,
)
from hearback.interviews.day.models import Alone, CheckIn, Ending, How, Missing, Said
from hearback.interviews.kits.models import (
    NOT_ASKED,
    Debt,
    Guide,
    Overall,
    Score,
    Scorecard,
)
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
from hearback.interviews.packs.models import Aims, Hopes, Notes, Pack

__all__ = [
    "AHEAD",
    "IN_PERSON",
    "NOT_ASKED",
    "Aims",
    "Alone",
    "Ask",
    "Asked",
    "BusyCalendar",
    "BusySpan",
    "CalendarKind",
    "Check",
    "CheckIn",
    "Cover",
    "Debt",
    "Ending",
    "Feed",
    "Freed",
    "Freeze",
    "Guide",
    "Hopes",
    "How",
    "Interview",
    "InterviewState",
    "Limit",
    "Missing",
    "Moment",
    "Notes",
    "Opinion",
    "Overall",
    "Pack",
    "Panelist",
    "Reply",
    "Room",
    "Round",
    "RoundKind",
    "RungOff",
    "Said",
    "Score",
    "Scorecard",
    "Seat",
    "Session",
    "Side",
    "Sitting",
    "Tap",
    "Why",
]
