"""Whom colleagues of the demo company thought of: one is asked, one came by a shared link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.demo.load.story import Deed
from hearback.pipeline.friend import may_hear
from hearback.relations.actions import Thought, refer
from hearback.relations.codes import code_of_member

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.careers.actions import Submission
    from hearback.demo.load.house import House
    from hearback.demo.load.life import Life

# Who passed a link on, and to whom; the one they sent lets them hear how it goes on.
PASSED_ON = {"thandiwe.nkosi": "omar"}


def asking(house: House, thought: dict[str, Any], *, now: datetime) -> Deed:
    """A colleague thinks of somebody some days before `now`, who has not answered yet."""

    def ask(at: datetime) -> None:
        refer(
            opening=house.openings[thought["opening"]],
            thought=Thought(**thought["about"]),
            language=thought["language"],
            by=house.members[thought["by"]],
            now=at,
        )

    return Deed(now - timedelta(days=thought["days_back"]), ask, None)


def sent_by(house: House, life: Life) -> Submission:
    """What somebody sent with the form, with the code of the colleague's link they came by."""
    submission = life.submission()
    short = PASSED_ON.get(life.person.email.partition("@")[0])
    if short is None:
        return submission
    member = house.members[short]
    code = code_of_member(member, life.opening)
    return replace(submission, friend=code, friend_words=may_hear(member.name))
