"""Every write of the answers, one verb a file; no other room changes an answer."""

from hearback.answers.actions.advance import advance
from hearback.answers.actions.close_opening import (
    call_off_closing,
    fill_as_told,
    finish_closing,
    finish_closings,
    start_closing,
)
from hearback.answers.actions.decline import decline
from hearback.answers.actions.guard import still_right
from hearback.answers.actions.hasten import send_answer_now, send_to_new_address
from hearback.answers.actions.hire import hire
from hearback.answers.actions.hold import hold
from hearback.answers.actions.library import (
    offer,
    offer_opening,
    save_reason,
    save_resource,
    stop_offering,
)
from hearback.answers.actions.move_quietly import move_quietly
from hearback.answers.actions.recall import call_off_answer, call_off_with_letter, recall
from hearback.answers.actions.settle import settle_answers, settle_stuck_answers
from hearback.answers.actions.start_batch import Plan, start_batch
from hearback.answers.actions.stop_batch import resume_batch, stop_batch
from hearback.answers.actions.write_batch import write_batch, write_running_batches

__all__ = [
    "Plan",
    "advance",
    "call_off_answer",
    "call_off_closing",
    "call_off_with_letter",
    "decline",
    "fill_as_told",
    "finish_closing",
    "finish_closings",
    "hire",
    "hold",
    "move_quietly",
    "offer",
    "offer_opening",
    "recall",
    "resume_batch",
    "save_reason",
    "save_resource",
    "send_answer_now",
    "send_to_new_address",
    "settle_answers",
    "settle_stuck_answers",
    "start_batch",
    "start_closing",
    "still_right",
    "stop_batch",
    "stop_offering",
    "write_batch",
    "write_running_batches",
]
