"""Every act on the day: saying that one is here, the alarm, the apology, how it ended."""

from hearback.interviews.day.actions.alarm import ring_alarms
from hearback.interviews.day.actions.apologise import apologise_for_wait
from hearback.interviews.day.actions.check_in import check_in
from hearback.interviews.day.actions.ending import (
    ask_no_more,
    deny,
    end_what_is_over,
    note_held,
    note_missed,
)

__all__ = [
    "apologise_for_wait",
    "ask_no_more",
    "check_in",
    "deny",
    "end_what_is_over",
    "note_held",
    "note_missed",
    "ring_alarms",
]
