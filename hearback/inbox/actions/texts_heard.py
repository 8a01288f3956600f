"""Texts that people write to us: kept, read once, joined to their conversation; STOP is obeyed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels import numbers
from hearback.channels.actions import queue
from hearback.channels.models import Arrival, ArrivalState, Channel, Door, Message
from hearback.channels.texts_in import keep_text, raw_text
from hearback.inbox import kinds, texting
from hearback.inbox.actions.conversing import conversation_by_number
from hearback.inbox.actions.hear import Heard, hear
from hearback.inbox.actions.heed import need_answer
from hearback.inbox.actions.tending import let_go
from hearback.inbox.arrivals import plot
from hearback.ledger.actions import record
from hearback.rules.numbers import e164
from hearback.rules.opting import Wish, wish_of
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.actions import Letter
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Conversation

log = logging.getLogger(__name__)

LONGEST = 5000
DEATHS = 3
A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)
MOST_ANSWERS = 3
LONGEST_SUBJECT = 300


@dataclass(frozen=True)
class Text:
    """A text as the gateway hands it over; `is_answered` when it has answered STOP by itself."""

    number: str
    words: str
    files: int
    is_answered: bool


def hear_text(*, raw: bytes, sid: str, now: datetime) -> Arrival:
    """Keep a text and read it at once; the same one (`sid`) a second time changes nothing.

    Once it is kept nothing is lost: whatever stands in the way of reading it is logged, and the
    timetable tries again.
    """
    arrival = keep_text(raw, sid=sid, now=now)
    _read_safely(arrival, now=now)
    return arrival


def read_waiting_texts(*, now: datetime) -> None:
    """Read texts that were kept and not read, because something stood in the way."""
    waiting = Arrival.objects.filter(
        state=ArrivalState.WAITING, door=Door.SMS, arrived_at__lt=now - A_MINUTE
    )
    for arrival in waiting.order_by("arrived_at")[:100]:
        _read_safely(arrival, now=now)


def _read_safely(arrival: Arrival, *, now: datetime) -> None:
    try:
        _read(arrival, now=now)
    except Exception:
        log.exception("text_not_read", extra={"arrival": arrival.pk})
        arrival.refresh_from_db()
        arrival.deaths += 1
        if arrival.deaths >= DEATHS:
            arrival.state = ArrivalState.UNREADABLE
            arrival.trouble = "It could not be read three times."
        arrival.save(update_fields=["deaths", "state", "trouble"])


@transaction.atomic
def _read(arrival: Arrival, *, now: datetime) -> None:
    held = Arrival.objects.select_for_update(skip_locked=True)
    found = held.filter(pk=arrival.pk, state=ArrivalState.WAITING).first()
    if found is None:
        return
    text = _text_of(raw_text(found))
    known = numbers.note_writing(text.number, now=now)
    wish = wish_of(text.words, is_stopped=known.stopped_at is not None)
    if wish is None and _is_word(found, text, now=now):
        return
    conversation = conversation_by_number(text.number, now=now)
    heard = Heard(
        channel=Channel.SMS,
        text=text.words,
        at=found.arrived_at,
        from_address=text.number,
        from_name=conversation.name,
        arrival=found,
        needs_answer=wish is None and need_answer(conversation, text.words),
    )
    hear(conversation=conversation, heard=heard, now=now)
    if wish is not None:
        _grant(wish, text, conversation, now=now)
    found.state, found.read_at, found.thread = ArrivalState.TAKEN, now, conversation.public_id
    found.from_address, found.subject = text.number, ""
    found.save()


def _is_word(arrival: Arrival, text: Text, *, now: datetime) -> bool:
    """Whether this was what a contact thinks of a candidate: then it joins no conversation."""
    heard = plot.heed_text(text.words, arrival, number=text.number, now=now)
    if heard is None:
        return False
    arrival.state, arrival.trouble, arrival.read_at = heard.state, heard.why, now
    is_open = heard.state == ArrivalState.UNREADABLE
    arrival.from_address = text.number
    arrival.subject = one_line(text.words, LONGEST_SUBJECT) if is_open else ""
    arrival.save()
    return True


def _text_of(raw: bytes) -> Text:
    """The fields of a text as Twilio sends them."""
    said = {name: words[0] for name, words in parse_qs(raw.decode("utf-8", "replace")).items()}
    sender = said.get("From", "")
    files = int(said["NumMedia"]) if said.get("NumMedia", "").isdigit() else 0
    words = many_lines(said.get("Body", ""), LONGEST)
    if files:
        words = f"{words}\n{_('[A picture or file came with it, which we cannot show here.]')}"
    return Text(
        number=e164(sender) or sender[:16],
        words=words.strip() or _("[An empty text message]"),
        files=files,
        is_answered=bool(said.get("OptOutType")),
    )


def _grant(wish: Wish, text: Text, conversation: Conversation, *, now: datetime) -> None:
    """Do what the word asks for, at once, and say so by text unless the gateway has."""
    answer: Letter | None = None
    if wish is Wish.STOP:
        if numbers.stop(text.number, words=text.words, now=now):
            _note(kinds.TEXTS_STOPPED, text, conversation, now=now)
            answer = texting.stop_confirmed(text.number, conversation.language)
            _ask_no_more(conversation, now=now)
    elif wish is Wish.START and numbers.start(text.number, now=now):
        _note(kinds.TEXTS_STARTED, text, conversation, now=now)
        answer = texting.started(text.number, conversation.language)
    elif _may_explain(text.number, now=now):
        answer = texting.help_words(text.number, conversation.language)
    if answer is not None and not text.is_answered:
        queue(answer, now=now)


def _ask_no_more(conversation: Conversation, *, now: datetime) -> None:
    """Release the replies owed to somebody we know no other way to: nothing we write may leave."""
    if conversation.application_id is None and not conversation.address:
        reason = _("They told us to stop, and their number is all we know of them.")
        let_go(conversation, reason=reason, by=None, now=now)


def _may_explain(number: str, *, now: datetime) -> bool:
    """A few times a day: another machine might ask for ever."""
    asked = Message.objects.filter(
        purpose=texting.ABOUT_TEXTS, to_address=number, created_at__gt=now - A_DAY
    )
    return asked.count() < MOST_ANSWERS


def _note(kind: Kind, text: Text, conversation: Conversation, *, now: datetime) -> None:
    record(
        kind,
        by=None,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or text.number, "words": text.words[:60]},
    )
