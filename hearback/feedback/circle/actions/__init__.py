"""Every write of the circle: the candidate's word, what they are told, whether it helped."""

from hearback.feedback.circle.actions.approve import approve
from hearback.feedback.circle.actions.draft import draft, draft_anew, keep_draft
from hearback.feedback.circle.actions.helped import say_helped
from hearback.feedback.circle.actions.levels import set_level
from hearback.feedback.circle.actions.mind import (
    mind_evidence,
    mind_recalled,
    owe_feedback,
    settle_feedback,
    still_to_give,
    take_back,
)
from hearback.feedback.circle.actions.pass_on import pass_on
from hearback.feedback.circle.actions.word import ask_candidate, expect_word, tell

__all__ = [
    "approve",
    "ask_candidate",
    "draft",
    "draft_anew",
    "expect_word",
    "keep_draft",
    "mind_evidence",
    "mind_recalled",
    "owe_feedback",
    "pass_on",
    "say_helped",
    "set_level",
    "settle_feedback",
    "still_to_give",
    "take_back",
    "tell",
]
