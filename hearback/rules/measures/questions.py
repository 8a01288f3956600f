"""The questions everybody is asked, in English; pages and letters translate them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from hearback.rules.measures.relationship import Buying, Tie
from hearback.rules.words import Words


class Moment(StrEnum):
    """After what somebody is asked."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    ANSWER = "answer"


# The opening words change with the moment and nothing else does (Starred, domain facts 2.3).
_RECOMMEND = {
    Moment.APPLICATION: "Based on your application, how likely are you to recommend applying to "
    "%(company)s to others?",
    Moment.INTERVIEW: "Based on your interview, how likely are you to recommend applying to "
    "%(company)s to others?",
    Moment.ANSWER: "Based on your whole experience, how likely are you to recommend applying to "
    "%(company)s to others?",
}
# The source asks "how likely are you to change your relationship status (brand alliance, apply
# again, refer, purchases)"; this is the same question in plain words, with its four answers.
_RELATIONSHIP = (
    "Based on this experience, what becomes of your relationship with %(company)s: applying again, "
    "recommending, buying?"
)
_TIES = {
    Tie.WON: "Great: there will be more of it",
    Tie.KEPT: "Pretty good",
    Tie.UNMOVED: "Neutral: nothing changes",
    Tie.LOST: "I will take it elsewhere",
}
_STILL_BUY = "Would you still buy from %(company)s?"
_BUYING = {
    Buying.YES: "Yes",
    Buying.UNSURE: "I am not sure",
    Buying.NO: "No",
    Buying.NEVER_DID: "I never did",
}


def ask_to_recommend(moment: Moment, company: str) -> Words:
    """The cNPS question, answered from 0 (not at all likely) to 10 (extremely likely)."""
    return Words(f"recommend_{moment}", _RECOMMEND[moment], values={"company": company})


def ask_of_relationship(company: str) -> tuple[Words, Mapping[Tie, Words]]:
    """The relationship question and its four answers, best first."""
    answers = {tie: Words(f"tie_{tie}", text) for tie, text in _TIES.items()}
    return Words("relationship", _RELATIONSHIP, values={"company": company}), answers


def ask_of_buying(company: str) -> tuple[Words, Mapping[Buying, Words]]:
    """The question for brands people buy from, and its answers."""
    answers = {buying: Words(f"buying_{buying}", text) for buying, text in _BUYING.items()}
    return Words("still_buy", _STILL_BUY, values={"company": company}), answers
