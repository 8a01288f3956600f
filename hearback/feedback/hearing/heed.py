"""Looks at what came in by mail or text before it joins a conversation: is it a contact's word.

A new mail from a contact that answers no letter of ours counts as their word only where it is a
clear one; whatever else they write about goes on as it always did.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.channels.models import ArrivalState, Channel
from hearback.feedback.hearing.actions import Came, hear
from hearback.feedback.hearing.finding import Whose, whose_mail, whose_text
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.hearing.reading import came_before, understood
from hearback.inbox.arrivals.outcome import Sorted
from hearback.rules.machines import Machine

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.models import Arrival
    from hearback.channels.parsing import Parsed

CLEAR = frozenset({Reading.YES, Reading.MAYBE, Reading.NO, Reading.LATER})
MOST_OF_A_MACHINE, A_DAY = 5, timedelta(days=1)
BOTH = "From somebody who was asked about others and has applied as well. Decide whose word it is."
_AFTERTHOUGHT = ("p.s.", "ps:", "ps.", "p.s:", "p.s")


def heed_mail(mail: Parsed, arrival: Arrival, *, ours: str, now: datetime) -> Sorted | None:
    """Hear a contact's word that came by mail; None for mail that is no contact's word.

    Follows `inbox.arrivals.plot.HeedWord`.
    """
    whose = whose_mail(mail, ours=ours)
    if whose is None or not _is_word(whose, mail, now=now):
        return None
    if whose.is_candidate and not whose.is_reply:
        return Sorted(ArrivalState.UNREADABLE, why=BOTH)
    words = _words_of(mail)
    if came_before(arrival.message_id, arrival.from_address, words):
        return Sorted(ArrivalState.DUPLICATE, why="The same words came before.")
    is_machine = mail.machine == Machine.REPLY
    if is_machine and _is_too_much(whose, now=now):
        return Sorted(ArrivalState.LOOP, why="One automatic reply too many.")
    hear(
        contact=whose.contact,
        ask=whose.ask,
        words=words,
        channel=Channel.EMAIL,
        at=arrival.arrived_at,
        from_name=mail.from_name,
        from_address=arrival.from_address,
        arrival=arrival,
        came=Came(whose.choices, is_machine, _has_files(mail) or not mail.whole),
        now=now,
    )
    return Sorted(ArrivalState.NOTED, why="A contact's word about a candidate.")


def heed_text(words: str, arrival: Arrival, *, number: str, now: datetime) -> Sorted | None:
    """Hear a contact's word that came by text; None for a number of nobody we asked.

    Follows `inbox.arrivals.plot.HeedText`.
    """
    whose = whose_text(number, now=now)
    if whose is None:
        return None
    if whose.is_candidate:
        return Sorted(ArrivalState.UNREADABLE, why=BOTH)
    hear(
        contact=whose.contact,
        ask=whose.ask,
        words=words,
        channel=Channel.SMS,
        at=arrival.arrived_at,
        from_name=whose.contact.name,
        from_address=number,
        arrival=arrival,
        came=Came(whose.choices),
        now=now,
    )
    return Sorted(ArrivalState.NOTED, why="A contact's word about a candidate.")


def _is_word(whose: Whose, mail: Parsed, *, now: datetime) -> bool:
    """Whether a mail is meant as an answer: it replies to us, or says one clearly."""
    if whose.is_reply or mail.machine == Machine.REPLY:
        return True
    if _has_files(mail):
        return False
    said = understood(whose.contact, whose.ask, mail.words, now=now)
    return said.reading in CLEAR


def _words_of(mail: Parsed) -> str:
    """What they wrote without their signature; an afterthought below it belongs to it."""
    lines = mail.new.splitlines()
    begins = next(
        (n for n, one in enumerate(lines) if one.strip().casefold().startswith(_AFTERTHOUGHT)), None
    )
    if begins is None or lines[begins].strip() in mail.words:
        words = mail.words
    else:
        words = "\n".join([mail.words, "", *lines[begins:]])
    return words if mail.whole else f"{words}\n\n{_('[More came with it that we could not read.]')}"


def _has_files(mail: Parsed) -> bool:
    """Whether something came with it besides the picture in a signature."""
    return any(not piece.label.startswith("image/") for piece in mail.pieces)


def _is_too_much(whose: Whose, *, now: datetime) -> bool:
    """Whether their machine answers ours: more absences in a day than anybody has."""
    lately = Heard.objects.filter(contact=whose.contact, reading=Reading.AWAY, at__gt=now - A_DAY)
    return lately.count() >= MOST_OF_A_MACHINE
