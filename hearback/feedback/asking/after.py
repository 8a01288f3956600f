"""What is asked after something happened: a candidate was put forward, or met somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hearback.accounts.models import Member
from hearback.feedback.asking.actions import ask, end
from hearback.feedback.asking.models import About, Ask
from hearback.kit.errors import Refused
from hearback.pipeline.models import Contact

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry


def ask_to_look(entry: Entry, *, now: datetime) -> None:
    """Ask each contact a candidate was put forward to; their letter leads to the page they have."""
    said = entry.payload
    for contact in Contact.objects.filter(pk__in=said["contact_ids"]):
        page = said["pages"].get(str(contact.pk), "")
        _ask(entry, contact, About.SUBMISSION, said["submission"], known_as=said["known_as"],
             page=page, now=now)  # fmt: skip


def ask_after_meeting(entry: Entry, *, now: datetime) -> None:
    """Ask whoever met a candidate what they think, minutes after."""
    said = entry.payload
    contact = Contact.objects.get(pk=said["contact_id"])
    _ask(entry, contact, About.MEETING, said["meeting"], known_as=said["known_as"], now=now)


def call_anew(entry: Entry, *, now: datetime) -> None:
    """The candidate chose anew whether their name may be known."""
    del now
    said = entry.payload
    Ask.objects.filter(subject=said["submission"]).update(known_as=said["known_as"])


def lead_anew(entry: Entry, *, now: datetime) -> None:
    """Their page has a new link, so what we write to them from now on leads there."""
    del now
    said = entry.payload
    theirs = Ask.objects.filter(subject=said["submission"], contact=said["contact_id"])
    theirs.update(page=said["page"])


def end_about(entry: Entry, *, now: datetime) -> None:
    """Nobody looks at this any more, so nobody is asked about it."""
    for one in Ask.objects.open().filter(subject=entry.payload["submission"]):
        end(ask=one, why=gettext_noop("They are no longer put forward."), by=None, now=now)


def end_met(entry: Entry, *, now: datetime) -> None:
    """The candidate takes their yes back: nobody at this client says a word on them any more."""
    clients = Ask.objects.filter(subject=entry.payload["submission"]).values("contact__client")
    theirs = Ask.objects.open().filter(application=entry.application)
    for one in theirs.filter(contact__client__in=clients):
        end(ask=one, why=gettext_noop("They are no longer put forward."), by=None, now=now)


def meet_first(entry: Entry, *, now: datetime) -> None:
    """They are to meet: nobody chases a word on what was put forward, the meeting brings one."""
    theirs = Ask.objects.open().filter(
        application=entry.application,
        contact=entry.payload["contact_id"],
        about=About.SUBMISSION,
    )
    why = gettext_noop("You meet them, so your word after that is enough.")
    for one in theirs:
        end(ask=one, why=why, by=None, now=now)


def hand_over_asks(entry: Entry, *, now: datetime) -> None:
    """Somebody left, at a client or here: what they owed is found out by whoever asked."""
    why = _("They have left, so find out who can say.")
    whose = {"contact": entry.payload.get("contact_id")}
    if entry.member_id is not None:
        whose = {"contact__member": entry.member_id}
    open_ones = Ask.objects.open().filter(**whose)
    open_ones.update(to_ring_at=now, next_at=None, why_then=why)


def _ask(
    entry: Entry,
    contact: Contact,
    about: About,
    subject: str,
    *,
    known_as: str,
    now: datetime,
    page: str = "",
) -> None:
    """Ask, unless nobody can be or need be: then the recruiter knows of it without us."""
    application, words = entry.application, entry.payload["asked_words"]
    if application is None:
        return
    try:
        ask(
            contact=contact,
            application=application,
            about=about,
            words=words[settings.LANGUAGE_CODE],
            words_to_them=words.get(contact.language, ""),
            by=Member.objects.get(pk=entry.payload["by_id"]),
            subject=UUID(subject),
            known_as=known_as,
            page=page,
            now=now,
        )
    except Refused:
        return
