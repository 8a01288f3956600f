"""An application that came by the link of somebody who had applied."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.ledger.actions import record
from hearback.pipeline.friend import Friend
from hearback.pipeline.models import Document
from hearback.relations.actions.tie import friend_behind as colleague_behind
from hearback.relations.friends import kinds
from hearback.relations.friends.codes import referrer_behind
from hearback.relations.friends.models import Brought
from hearback.rules.addresses import fold_address
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry
    from hearback.pipeline.models import Application, Opening

A_DAY, MOST_A_DAY = timedelta(days=1), 20


def friend_behind(code: str, opening: Opening) -> Friend | None:
    """Who sent somebody to the form: a colleague, or somebody who applied before them."""
    colleague = colleague_behind(code, opening)
    if colleague is not None:
        return colleague
    referrer = referrer_behind(code, opening)
    if referrer is None:
        return None
    name = greeting_name(referrer.name) or referrer.name
    return Friend(code=code, name=name, has_applied=True)


def tie_friend(entry: Entry, *, now: datetime) -> None:
    """Tie a new application to whoever passed the link on; nothing of it stops the application.

    Nobody brings themselves, and more than twenty in a day are no friends of one person.
    """
    code, application = str(entry.payload.get("friend", "")), entry.application
    referrer = referrer_behind(code, application.opening) if code and application else None
    if referrer is None or application is None or is_oneself(referrer, application):
        return
    # By whatever application of theirs. Nobody waits for it: one more in a rush does no harm.
    theirs = Brought.objects.filter(referrer__candidate=referrer.candidate_id)
    if theirs.filter(came_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        return
    Brought.objects.create(
        referrer=referrer,
        application=application,
        came_at=now,
        name_words=str(entry.payload.get("friend_words", "")),
        end_words=str(entry.payload.get("friend_end_words", "")),
        reward_due_at=now,
    )
    record(kinds.CAME_BY_FRIEND, by=None, now=now, application=application)


def is_oneself(referrer: Application, friend: Application) -> bool:
    """Whether both are one person: by address, phone, or the very same paper; nothing hidden."""
    mine, theirs = referrer.candidate, friend.candidate
    if mine.pk == theirs.pk or fold_address(mine.email) == fold_address(theirs.email):
        return True
    if referrer.phone and _digits(referrer.phone) == _digits(friend.phone):
        return True
    papers = Document.objects.filter(application=referrer).values("sha256")
    return Document.objects.filter(application=friend, sha256__in=papers).exists()


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())
