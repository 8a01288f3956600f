"""Every write to the ledger: record an entry; make, keep, move, release and sweep promises."""

from hearback.ledger.actions.change import hand_over, release, renegotiate
from hearback.ledger.actions.keep import keep, settle_accepted
from hearback.ledger.actions.make import facts_of, make_promise, plan_promise
from hearback.ledger.actions.record import entry_of, record
from hearback.ledger.actions.sweep import sweep

__all__ = [
    "entry_of",
    "facts_of",
    "hand_over",
    "keep",
    "make_promise",
    "plan_promise",
    "record",
    "release",
    "renegotiate",
    "settle_accepted",
    "sweep",
]
