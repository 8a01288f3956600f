"""The letters of applying: the receipt, the kind word to who applied twice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.channels.models import Urgency, WhenInDoubt
from hearback.inbox.writing import to_candidate, write
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.actions import Letter
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application


def first_answer_words(application: Application, due_at: datetime) -> str:
    """The first promise in the candidate's language and time zone, as stored with it."""
    with translation.override(application.language):
        return _("%(person)s tells you by %(when)s whether you are on the shortlist") % {
            "person": application.owner.name,
            "when": day_hour(due_at, ZoneInfo(application.zone)),
        }


def receipt(application: Application, promise: Promise) -> Letter:
    """Thanks, the job, how the must-haves compare, what happens next, by when and from whom."""
    envelope = to_candidate(
        application,
        purpose="careers.receipt",
        automatic=True,
        urgency=Urgency.NOW,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )
    fit = application.fit
    return write(
        "careers/letters/receipt.txt",
        envelope,
        {
            "name": greeting_name(application.name),
            "opening": application.opening.title,
            "reference": str(application.public_id)[:8].upper(),
            "met": fit.get("met", []),
            "missing": fit.get("missing", []),
            "unstated": fit.get("unstated", []),
            "promise": promise.words,
            "next_step": application.opening.next_step,
            "has_cv": True,
        },
    )


def already_applied(application: Application) -> Letter:
    """To who applied a second time: the first application stands, and here is where it stands."""
    envelope = to_candidate(
        application,
        purpose="careers.already_applied",
        automatic=True,
        urgency=Urgency.NOW,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )
    with translation.override(application.language):
        received = day_hour(application.received_at, ZoneInfo(application.zone))
    return write(
        "careers/letters/already_applied.txt",
        envelope,
        {
            "name": greeting_name(application.name),
            "opening": application.opening.title,
            "received": received,
        },
    )
