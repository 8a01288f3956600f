"""Every write to a plan of interviews: rounds, their order, opening them, taking one over."""

from hearback.interviews.plan.actions.leaving import leave_no_seat_empty
from hearback.interviews.plan.actions.limits import set_limits
from hearback.interviews.plan.actions.ready import make_ready, rest_round
from hearback.interviews.plan.actions.rooms import (
    add_room,
    bring_room_back,
    change_room,
    remove_room,
    retire_room,
)
from hearback.interviews.plan.actions.rounds import (
    add_round,
    change_round,
    move_round,
    remove_round,
)
from hearback.interviews.plan.actions.take_over import take_plan

__all__ = [
    "add_room",
    "add_round",
    "bring_room_back",
    "change_room",
    "change_round",
    "leave_no_seat_empty",
    "make_ready",
    "move_round",
    "remove_room",
    "remove_round",
    "rest_round",
    "retire_room",
    "set_limits",
    "take_plan",
]
