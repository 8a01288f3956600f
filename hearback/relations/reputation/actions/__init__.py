"""Every act on public reviews: taking in, answering, tracing to a cause, mending, setting terms."""

from hearback.relations.reputation.actions.follow import (
    note_answer,
    note_cause,
    note_fixed,
    owe_again,
    plan_fix,
)
from hearback.relations.reputation.actions.read import Outcome, read_file
from hearback.relations.reputation.actions.set import add_cause, renew_key, retire_cause, set_terms
from hearback.relations.reputation.actions.take_in import Said, take_in

__all__ = [
    "Outcome",
    "Said",
    "add_cause",
    "note_answer",
    "note_cause",
    "note_fixed",
    "owe_again",
    "plan_fix",
    "read_file",
    "renew_key",
    "retire_cause",
    "set_terms",
    "take_in",
]
