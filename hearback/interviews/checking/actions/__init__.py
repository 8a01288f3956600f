"""Every act about whether a job is still open: planning, asking, telling on silence, stopping."""

from hearback.interviews.checking.actions.answer import answer_ask
from hearback.interviews.checking.actions.ask import ask_what_is_due
from hearback.interviews.checking.actions.freeze import (
    freeze_for_ending,
    freeze_for_pause,
    freeze_slipped,
)
from hearback.interviews.checking.actions.plan import plan_anew, plan_checks
from hearback.interviews.checking.actions.silence import ring_unconfirmed, tell_of_silence
from hearback.interviews.checking.actions.stop import stop_interviews

__all__ = [
    "answer_ask",
    "ask_what_is_due",
    "freeze_for_ending",
    "freeze_for_pause",
    "freeze_slipped",
    "plan_anew",
    "plan_checks",
    "ring_unconfirmed",
    "stop_interviews",
    "tell_of_silence",
]
