"""A call that was made: it keeps the promise to ring somebody who was hired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.answers import kinds
from hearback.answers.owed import CALL
from hearback.kit.errors import Refused
from hearback.ledger.actions import keep, record
from hearback.ledger.models import Promise, PromiseState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application

LONGEST = 200


@transaction.atomic
def log_call(
    *, application: Application, words: str, at: datetime, by: Member, now: datetime
) -> list[Promise]:
    """Note that somebody was rung at `at` (aware) and what was said; every promised call is kept.

    Raises Refused without words, or for a call that is still to come.
    """
    words = one_line(words, LONGEST)
    if not words:
        raise Refused(_("Say in a few words what you told them."))
    if at > now:
        raise Refused(_("Note the call after you made it."))
    owed = application.promises.filter(state=PromiseState.OPEN, what=CALL)
    kept = [
        keep(promise=promise, evidence=f"{by.name}: {words}", at=at, by=by, now=now)
        for promise in owed
    ]
    said = {"name": application.name, "words": words}
    record(kinds.CALLED, by=by, now=now, application=application, payload=said)
    return kept
