"""The letters that go with promises: an apology to a candidate, a reminder to a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.channels.models import Urgency, WhenInDoubt
from hearback.inbox.writing import Envelope, to_candidate, write
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.ledger.models import Promise


REMINDER = "inbox.reminder"
AT_RISK = "inbox.at_risk"
BROKEN = "inbox.broken"


def new_date_words(broken: Promise, due_at: datetime) -> str:
    """The promise that an apology makes, in the candidate's language and time zone."""
    application = broken.application
    if application is None:
        raise ValueError("Only a candidate is written an apology.")
    with translation.override(application.language):
        return _("%(person)s writes to you by %(when)s") % {
            "person": broken.owner.name,
            "when": day_hour(due_at, ZoneInfo(application.zone)),
        }


def apology(broken: Promise, new: Promise) -> Letter:
    """Sorry, once, from the person who promised, with the new date."""
    application = broken.application
    if application is None:
        raise ValueError("Only a candidate is written an apology.")
    zone = ZoneInfo(application.zone)
    with translation.override(application.language):
        old, again = day_hour(broken.due_at, zone), day_hour(new.due_at, zone)
    return write(
        "inbox/letters/apology.txt",
        to_candidate(
            application,
            purpose="inbox.apology",
            signer=broken.owner,
            automatic=True,
            when_in_doubt=WhenInDoubt.SEND_AGAIN,
        ),
        {
            "name": greeting_name(application.name),
            "opening": application.opening.title,
            "old": old,
            "new": again,
        },
    )


def _to_member(member: Member, purpose: str) -> Envelope:
    return Envelope(
        purpose=purpose,
        to_address=member.email,
        to_name=member.name,
        signer=None,
        automatic=True,
        urgency=Urgency.LETTER,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )


def _lines(promises: Sequence[Promise], zone: ZoneInfo) -> list[str]:
    return [
        f"{promise.application.name if promise.application else promise.words}: "
        f"{day_hour(promise.due_at, zone)}"
        for promise in promises
    ]


def reminder(owner: Member, promises: Sequence[Promise]) -> Letter:
    """To a colleague, before a promise breaks: who waits and until when."""
    return write(
        "inbox/letters/reminder.txt",
        _to_member(owner, REMINDER),
        {
            "name": greeting_name(owner.name),
            "promises": _lines(promises, ZoneInfo(owner.zone)),
            "today": f"{settings.HEARBACK_URL}{reverse('desk:today')}",
        },
    )


def at_risk(cover: Member, owner: Member, promises: Sequence[Promise], *, broken: bool) -> Letter:
    """To the stand-in or lead: whose promise is about to break, or broke, and who waits."""
    return write(
        "inbox/letters/at_risk.txt",
        _to_member(cover, BROKEN if broken else AT_RISK),
        {
            "name": greeting_name(cover.name),
            "owner": owner.name,
            "broken": broken,
            "promises": _lines(promises, ZoneInfo(cover.zone)),
            "today": f"{settings.HEARBACK_URL}{reverse('desk:today')}",
        },
    )
