"""Every act on referrals: asking, answering, tying to an application, telling the referrer."""

from hearback.relations.actions.answer import say_no, say_yes
from hearback.relations.actions.follow import close_waiting, they_ended, they_talk
from hearback.relations.actions.refer import Thought, refer
from hearback.relations.actions.take_back import take_back
from hearback.relations.actions.tend import tend_referrals
from hearback.relations.actions.tie import friend_behind, tie_application
from hearback.relations.actions.unreached import mind_unreached, still_asking

__all__ = [
    "Thought",
    "close_waiting",
    "friend_behind",
    "mind_unreached",
    "refer",
    "say_no",
    "say_yes",
    "still_asking",
    "take_back",
    "tend_referrals",
    "they_ended",
    "they_talk",
    "tie_application",
]
