"""Reads of what we ask for: by link, by contact, by who waits because of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Q

from hearback.channels.models import MessageState
from hearback.feedback.asking.models import Ask
from hearback.kit.links import fingerprint as fingerprint_of
from hearback.kit.links import token
from hearback.ledger.models import Promise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.feedback.asking.models import About, Asks
    from hearback.ledger.models import Promises
    from hearback.pipeline.models import Application, Contact

PAGE = "portal:word"
OPENS_FOR = timedelta(days=60)
RELATED = (
    "contact__member__place",
    "contact__member__chat",
    "contact__own_chat",
    "contact__client",
    "application__opening",
    "application__candidate",
    "asked_by",
    "promise__owner",
    "criterion",
    "taken_down_by",
)
# A candidate's promise whose letter a person wrote is not known to them until it has left.
_TOLD = Q(told_by=None) | Q(told_by__state=MessageState.ACCEPTED) | Q(told_by__automatic=True)


def with_all(asks: Asks) -> Asks:
    """Asks with everything their words name, in one read."""
    return asks.select_related(*RELATED)


def open_asks_of(contact: Contact) -> Asks:
    """What this contact owes a word on, the soonest due first."""
    mine = Ask.objects.open().filter(contact=contact)
    return with_all(mine).order_by("promise__due_at", "pk")


def asks_about(application: Application) -> Asks:
    """Every question asked about an application, in order."""
    return with_all(Ask.objects.filter(application=application)).order_by("asked_at", "pk")


def ask_about(contact: Contact, about: About, subject: UUID) -> Ask | None:
    """What this contact was asked about one meeting or submission."""
    asks = with_all(Ask.objects.filter(contact=contact, about=about, subject=subject))
    return asks.first()


def ask_of(public_id: UUID) -> Ask | None:
    """The question with this public id."""
    return with_all(Ask.objects.filter(public_id=public_id)).first()


def ask_by_link(fingerprint: str) -> Ask | None:
    """The question a link opens; None when there is none, or its links were made anew."""
    ask = with_all(Ask.objects.filter(fingerprint=fingerprint)).first()
    return ask if ask is not None and link_print(ask) == fingerprint else None


def opens_until(ask: Ask) -> datetime:
    """Until when the link of a question opens its page (UTC): then a letter is too old to lead on.

    Answered or over, 60 days after that. Open, 60 days after the last we wrote to its contact, or
    were to hear from them by, whichever question it was.
    """
    ended = ask.answered_at or ask.over_at
    if ended is not None:
        return ended + OPENS_FOR
    theirs = Ask.objects.open().filter(contact=ask.contact)
    found: dict[str, datetime | None] = theirs.aggregate(
        asked=Max("asked_at"), due=Max("promise__due_at"), reminded=Max("contact__reminders__at")
    )
    return max(one for one in found.values() if one is not None) + OPENS_FOR


def link_print(ask: Ask) -> str:
    """The fingerprint of a question's link as long as its contact's links are not made anew."""
    return fingerprint_of(token(PAGE, ask.public_id, ask.contact.link_generation))


def waiting_because(ask: Ask) -> Promise | None:
    """What the candidate was told they hear, and by when: the soonest open promise to them."""
    return waiting_on([ask]).get(ask.application_id)


def waiting_on(asks: Iterable[Ask]) -> dict[int, Promise]:
    """The same for many, by the application's id, in one read."""
    about = {one.application_id for one in asks}
    theirs = told().filter(application__in=about).order_by("-due_at", "-pk")
    return {one.application_id: one for one in theirs if one.application_id is not None}


def waiting_until(applications: Collection[int]) -> dict[int, datetime]:
    """By when the candidates of these applications were told they hear, the soonest of each."""
    theirs = told().filter(application__in=applications).values_list("application", "due_at")
    return dict(theirs.order_by("-due_at", "-pk"))


def told() -> Promises:
    """Open promises on how an application goes on of which its candidate knows."""
    return Promise.objects.open().to_candidate().about_the_application().filter(_TOLD)


def debts() -> QuerySet[Ask]:
    """Every word we wait for, the longest due first."""
    return with_all(Ask.objects.open()).order_by("promise__due_at", "pk")
