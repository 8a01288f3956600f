"""Every write about what we ask for; no other room changes an ask."""

from hearback.feedback.asking.actions.agree import Agreement, agree, contact_for
from hearback.feedback.asking.actions.answer import answer, give_reason, settle, tie
from hearback.feedback.asking.actions.ask import ask
from hearback.feedback.asking.actions.end import end, end_asks
from hearback.feedback.asking.actions.links import make_links_anew
from hearback.feedback.asking.actions.put_off import put_off
from hearback.feedback.asking.actions.sending import mind_unreached_asks, still_wanted

__all__ = [
    "Agreement",
    "agree",
    "answer",
    "ask",
    "contact_for",
    "end",
    "end_asks",
    "give_reason",
    "make_links_anew",
    "mind_unreached_asks",
    "put_off",
    "settle",
    "still_wanted",
    "tie",
]
