"""What can happen to members' calendars, each kind defined once; whose they are is personal."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

_WHOSE = frozenset({"name", "calendar"})

CALENDAR_ADDED = Kind("calendar.added", _("{name} named a calendar: {calendar}"), personal=_WHOSE)
CALENDAR_REMOVED = Kind(
    "calendar.removed", _("{name} removed a calendar: {calendar}"), personal=_WHOSE
)
CALENDAR_LOST = Kind(
    "calendar.lost",
    _("{name} was told that a calendar of theirs could not be read for a day: {calendar}"),
    personal=_WHOSE,
)
FEED_MADE = Kind(
    "calendar.feed_made",
    _("{name} has a new address to follow their interviews by; an older one ended"),
    personal=_WHOSE,
)
