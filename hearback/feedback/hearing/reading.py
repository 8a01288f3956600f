"""What a contact's words say about one question, and whether a person has to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.feedback.asking.models import Tap
from hearback.feedback.asking.queries import open_asks_of
from hearback.feedback.hearing.models import Heard, Reading
from hearback.pipeline.calendars import calendar_of_contact
from hearback.rules import one_line
from hearback.rules.addresses import fold_address
from hearback.rules.calendar import add_working_days
from hearback.rules.thanks import needs_answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.feedback.asking.models import Ask
    from hearback.pipeline.models import Contact
    from hearback.rules.words import Words

LONGEST_WHY = 200
# "Later", and an absence without a date, are that long in their working days.
SOME_TIME = 2
TAPS = {Reading.YES: Tap.YES, Reading.MAYBE: Tap.MAYBE, Reading.NO: Tap.NO}


@dataclass(frozen=True)
class Understood:
    """How words are read; `why` is empty when no person needs to read them."""

    reading: Reading
    until: datetime | None = None
    why: str = ""


def understood(contact: Contact, ask: Ask | None, words: str, *, now: datetime) -> Understood:
    """What a person's words say; without a question they are read, and answer nothing."""
    calendar = calendar_of_contact(contact, now=now)
    line = one_line.read_line(
        words,
        calendar=calendar,
        now=now,
        about=ask.called if ask else "",
        others=_others(contact, ask),
        ours=ask.message.text if ask and ask.message else "",
    )
    reading = Reading(line.reading.value)
    until = line.until
    if reading is Reading.LATER and until is None:
        until = add_working_days(calendar, now, SOME_TIME)
    return Understood(reading, until, _said(line.why) if line.why else "")


def away(contact: Contact, _ask: Ask | None, words: str, *, now: datetime) -> Understood:
    """What their mail program says: when they are back, else two working days from now."""
    calendar = calendar_of_contact(contact, now=now)
    back = one_line.back_on(words, calendar=calendar, now=now)
    return Understood(Reading.AWAY, back or add_working_days(calendar, now, SOME_TIME))


def the_one_named(choices: Sequence[Ask], words: str) -> Ask | None:
    """Which of these questions a line is about, where it begins with one candidate's name."""
    place = one_line.one_named(words, [one.called for one in choices])
    return None if place is None else choices[place]


def doubt_of(
    contact: Contact, ask: Ask | None, choices: Sequence[Ask], *, sender: str, has_files: bool
) -> str:
    """Why a person has to read this whatever it says; empty when its words may decide.

    It names nobody: whoever reads it may be one who must not know of a candidate.
    """
    if ask is None:
        said = ngettext(
            "They were asked about %(count)d person, and nobody knows whether this is on them.",
            "They were asked about %(count)d people, and nobody knows on whom this is.",
            len(choices),
        )
        return said % {"count": len(choices)}
    if not contact.is_there:
        return _("They are not there any more.")
    if sender and "@" in sender and fold_address(sender) != fold_address(contact.email):
        return _("It came from another address than theirs.")
    if contact.is_shared:
        return _("Several people read this mailbox. Find out who says so.")
    return _("Files came with it.") if has_files else ""


def late_doubt(ask: Ask, said: Understood, words: str) -> str:
    """What is new in words on a question that has its answer or is over; empty when nothing is."""
    if not needs_answer(words, names=[ask.asked_by.name, ask.contact.name]):
        return ""
    if ask.over_at is not None and ask.answered_at is None:
        return _("They answered when nobody needed it any more.")
    if TAPS.get(said.reading) != ask.answer:
        return _("They said “%(said)s” before, and that stands.") % {"said": Tap(ask.answer).label}
    is_same = " ".join(words.split()) == " ".join(ask.line.split())
    return "" if is_same else _("They say the same, and more.")


def came_before(arrival_number: str, sender: str, words: str) -> bool:
    """Whether the same mail was heard before, by another way."""
    if not arrival_number:
        return False
    same = Heard.objects.filter(arrival__message_id=arrival_number, words=words)
    return same.filter(from_address=sender).exists()


def _others(contact: Contact, ask: Ask | None) -> list[str]:
    """Whom else they may mean: everybody they were asked about."""
    asks = open_asks_of(contact)
    return [one.called for one in asks if ask is None or one.pk != ask.pk]


def _said(words: Words) -> str:
    return (_(words.one) % words.values)[:LONGEST_WHY]
