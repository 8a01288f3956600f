"""Every act about members' calendars: name one, remove it, read it; the feed's address."""

from hearback.interviews.calendars.actions.feed import new_feed_address
from hearback.interviews.calendars.actions.name import (
    add_calendar,
    forget_calendars,
    remove_calendar,
)
from hearback.interviews.calendars.actions.read import read_again, read_due, read_now

__all__ = [
    "add_calendar",
    "forget_calendars",
    "new_feed_address",
    "read_again",
    "read_due",
    "read_now",
    "remove_calendar",
]
