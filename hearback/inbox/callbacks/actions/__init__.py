"""Every act about calls: ask, book, try, call off, alarm, and going on after one was missed."""

from hearback.inbox.callbacks.actions.alarm import alarm_calls
from hearback.inbox.callbacks.actions.ask import ask_for_call, call_off
from hearback.inbox.callbacks.actions.attempt import asks_by_letter, begin_to_ring, log_attempt
from hearback.inbox.callbacks.actions.follow import follow_call
from hearback.inbox.callbacks.actions.plan import book_call, plan_call_back

__all__ = [
    "alarm_calls",
    "ask_for_call",
    "asks_by_letter",
    "begin_to_ring",
    "book_call",
    "call_off",
    "follow_call",
    "log_attempt",
    "plan_call_back",
]
