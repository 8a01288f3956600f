"""Every write to the ledger: record an entry; make, keep, move, release and sweep promises."""

from hearback.ledger.actions.change import carry_over, move_at_their_word, release, renegotiate
from hearback.ledger.actions.grace import give_grace, with_grace
from hearback.ledger.actions.hand_over import hand_over, hand_over_many
from hearback.ledger.actions.keep import keep, settle_accepted
from hearback.ledger.actions.letter import (
    await_letters,
    forget_letters,
    release_untold,
)
from hearback.ledger.actions.make import facts_of, make_promise, plan_promise
from hearback.ledger.actions.record import entry_of, record
from hearback.ledger.actions.reopen import reopen
from hearback.ledger.actions.sweep import sweep

__all__ = [
    "await_letters",
    "carry_over",
    "entry_of",
    "facts_of",
    "forget_letters",
    "give_grace",
    "hand_over",
    "hand_over_many",
    "keep",
    "make_promise",
    "move_at_their_word",
    "plan_promise",
    "record",
    "release",
    "release_untold",
    "renegotiate",
    "reopen",
    "settle_accepted",
    "sweep",
    "with_grace",
]
