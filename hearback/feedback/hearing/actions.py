"""Hearing what contacts say: kept word for word, taken at their word where it is clear, else read.

No reply is ever answered by a machine of ours, so nobody can keep us talking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.models import Channel
from hearback.feedback import kinds
from hearback.feedback.asking.actions import answer, put_off, settle
from hearback.feedback.asking.actions.locking import locked
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import open_asks_of
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.hearing.reading import (
    LONGEST_WHY,
    TAPS,
    Understood,
    away,
    doubt_of,
    late_doubt,
    the_one_named,
    understood,
)
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Arrival
    from hearback.feedback.asking.models import Tap
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Contact, Criterion

# An absence moves the date of one question so often; then somebody rings.
MOST_ABSENCES = 3
LONGEST_NAME, LONGEST_ADDRESS = 200, 254


@dataclass(frozen=True)
class Came:
    """What else is known of words that came in.

    choices: the questions they may answer, where nobody knows which; a name they begin with tells.
    is_machine: a program says that they are away. has_files: something came with it that only a
    person can look at.
    """

    choices: Sequence[Ask] = ()
    is_machine: bool = False
    has_files: bool = False


@transaction.atomic
def hear(
    *,
    contact: Contact,
    ask: Ask | None,
    words: str,
    channel: Channel,
    at: datetime,
    now: datetime,
    from_name: str = "",
    from_address: str = "",
    arrival: Arrival | None = None,
    came: Came | None = None,
) -> Heard:
    """Keep what a contact said, and do what its first words say where nothing speaks against it.

    A clear yes, maybe or no answers `ask`, "later" or a day moves the date, a machine's absence
    moves it too. Everything else is left to a person, `why` says for what reason: an unclear line,
    a question back, another address, several people's mailbox, a question that has its answer.
    """
    came = came or Came()
    ask = ask or the_one_named(came.choices, words)
    ask = locked(ask) if ask is not None else None
    heard = Heard(
        contact=ask.contact if ask is not None else contact,
        ask=ask,
        at=at,
        channel=channel,
        words=words.replace("\x00", ""),
        from_name=from_name[:LONGEST_NAME],
        from_address=from_address[:LONGEST_ADDRESS],
        arrival=arrival,
    )
    _heed(heard, came, now=now)
    heard.save()
    if heard.needs_person:
        _plan_anew(heard)
        said = one_line(heard.words, LONGEST_WHY)
        _note(kinds.WORD_TO_READ, heard, now=now, said=said, why=heard.why)
    return heard


def _heed(heard: Heard, came: Came, *, now: datetime) -> None:
    """Read it, do what it says, and note why a person has to read it if one must."""
    contact, ask = heard.contact, heard.ask
    read = away if came.is_machine else understood
    said = read(contact, ask, heard.words, now=now)
    heard.reading, heard.until = said.reading, said.until
    doubt = doubt_of(
        contact, ask, came.choices, sender=heard.from_address, has_files=came.has_files
    )
    if came.is_machine:
        _mind_absence(heard, said, is_theirs=not doubt, now=now)
        return
    heard.why = _taken(heard, said, doubt, now=now)[:LONGEST_WHY]
    heard.needs_person = bool(heard.why)


def _taken(heard: Heard, said: Understood, doubt: str, *, now: datetime) -> str:
    """Take somebody at their word; returns why a person has to read it, empty when nobody must."""
    ask = heard.ask
    if ask is None:
        return doubt
    if ask.answered_at is not None or ask.over_at is not None:
        return late_doubt(ask, said, heard.words)
    if doubt or said.reading in {Reading.UNCLEAR, Reading.QUESTION}:
        return doubt or said.why
    try:
        if said.until is not None:
            put_off(ask=ask, until=said.until, words=heard.words, now=now)
        else:
            tap = TAPS[said.reading]
            answer(ask=ask, tap=tap, line=heard.words, channel=Channel(heard.channel), now=now)
    except Refused as refused:
        return str(refused)
    return said.why


def _mind_absence(heard: Heard, said: Understood, *, is_theirs: bool, now: datetime) -> None:
    """Let whatever they owe wait until they are back: it is they who are away, not one question."""
    if not is_theirs or said.until is None:
        return
    words = _("They are away, says their mail program.")
    for ask in open_asks_of(heard.contact):
        before = Heard.objects.filter(contact=heard.contact, reading=Reading.AWAY)
        absences = before.filter(at__gte=ask.asked_at).count()
        if absences < MOST_ABSENCES and said.until > ask.promise.due_at:
            put_off(ask=ask, until=said.until, words=words, now=now)


@transaction.atomic
def mean(
    *,
    heard: Heard,
    by: Member,
    now: datetime,
    ask: Ask | None = None,
    tap: Tap | None = None,
    until: datetime | None = None,
    criterion: Criterion | None = None,
) -> None:
    """Say what words meant that a machine could not read: an answer, a day, or nothing to do.

    `ask` says on which question, where nobody knew. Raises Refused when somebody has read it or it
    was answered otherwise, and Invalid for a question that was asked of somebody else.
    """
    Heard.objects.select_for_update().get(pk=heard.pk)
    heard.refresh_from_db()
    if heard.settled_at is not None:
        raise Refused(_("Somebody has read this already."))
    if heard.ask is None and ask is not None:
        _belongs(heard, ask)
    about = heard.ask
    if about is None and (tap is not None or until is not None):
        raise Invalid(_("Say first on whom this is."), {"ask": _("Choose one of them.")})
    if about is not None and tap is not None:
        settle(ask=about, tap=tap, line=heard.words, criterion=criterion, by=by, now=now)
    elif about is not None and until is not None:
        put_off(ask=about, until=until, words=heard.words, now=now)
    heard.settled_at, heard.settled_by = now, by
    heard.save(update_fields=["ask", "contact", "settled_at", "settled_by"])
    _plan_anew(heard)
    _note(kinds.WORD_READ, heard, now=now, by=by)


def _plan_anew(heard: Heard) -> None:
    """Let the next reminder be planned with this in mind: none goes while it waits to be read."""
    asks = Ask.objects.open().filter(to_ring_at=None)
    theirs = asks.filter(pk=heard.ask.pk) if heard.ask else asks.filter(contact=heard.contact)
    theirs.update(next_at=None)


def _belongs(heard: Heard, ask: Ask) -> None:
    """One person may be a contact of two clients, so their address says whose question it is."""
    mine = {heard.contact.email.casefold(), heard.contact.phone, heard.from_address.casefold()}
    theirs = {ask.contact.email.casefold(), ask.contact.phone} - {""}
    if ask.contact_id != heard.contact_id and not theirs & mine:
        raise Invalid(_("That question was asked of somebody else."), {"ask": ""})
    heard.ask, heard.contact = ask, ask.contact


def _note(
    kind: Kind, heard: Heard, *, now: datetime, by: Member | None = None, **more: str
) -> None:
    ask = heard.ask
    payload = {
        "heard": str(heard.public_id),
        "who": heard.from_name or heard.contact.name,
        "name": ask.application.name if ask else "…",
        **more,
    }
    application = ask.application if ask else None
    record(kind, by=by, now=now, application=application, payload=payload)
