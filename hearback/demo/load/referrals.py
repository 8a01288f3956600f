"""Who came to the demo company through somebody: asked by a colleague, or by a link passed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.demo.load.story import Deed
from hearback.pipeline.friend import may_hear, may_know_me
from hearback.pipeline.models import Application
from hearback.relations.actions import Thought, refer
from hearback.relations.codes import code_of_member
from hearback.relations.friends.codes import code_of
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.careers.actions import Submission
    from hearback.demo.load.house import House
    from hearback.demo.load.life import Life

# Who passed a link on, and to whom; the one they sent lets them hear how it goes on.
PASSED_ON = {"thandiwe.nkosi": "omar"}
# Whom somebody told who had applied before them, and had a no.
TOLD_A_FRIEND = {"naledi.m": "hyejin.park"}


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
    """What somebody sent with the form, with the code of the link they came by."""
    submission = life.submission()
    mailbox = life.person.email.partition("@")[0]
    if mailbox in PASSED_ON:
        member = house.members[PASSED_ON[mailbox]]
        code = code_of_member(member, life.opening)
        return replace(submission, friend=code, friend_words=may_hear(member.name))
    friend = _friend_of(mailbox)
    if friend is None:
        return submission
    code = code_of(friend, life.opening)
    return replace(submission, friend=code, friend_words=may_know_me(greeting_name(friend.name)))


def _friend_of(mailbox: str) -> Application | None:
    """Who told this one of the opening, if they have applied themselves."""
    told_by = TOLD_A_FRIEND.get(mailbox)
    if told_by is None:
        return None
    return Application.objects.filter(candidate__email__startswith=f"{told_by}@").first()
