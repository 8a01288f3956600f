"""After an interview: whoever met them and owes no scorecard is asked for a line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from hearback.accounts.models import Member
from hearback.feedback.asking.actions import ask, contact_for
from hearback.feedback.asking.models import About
from hearback.kit.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry


def ask_after(entry: Entry, *, now: datetime) -> None:
    """Ask everybody named in the entry that says an interview was held.

    Whoever scores criteria is not among them: their scorecard says more than a line. Somebody an
    order keeps away, or who cannot be asked any more, is left to whoever coordinates.
    """
    said, application = entry.payload, entry.application
    asker = Member.objects.filter(pk=said.get("asked_by")).first()
    if application is None or asker is None:
        return
    words = said["asked_words"]
    for member in Member.objects.filter(pk__in=said["met"]).order_by("pk"):
        contact = contact_for(member)
        try:
            ask(
                contact=contact,
                application=application,
                about=About.MEETING,
                words=words[settings.LANGUAGE_CODE],
                words_to_them=words.get(contact.language, ""),
                by=asker,
                now=now,
                subject=UUID(said["subject"]),
            )
        except Refused:
            continue
