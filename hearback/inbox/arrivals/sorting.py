"""Decides about one mail: a person's words, a machine's, our own, or something only we can read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.accounts.models import Member
from hearback.channels.models import Arrival, ArrivalState, Message
from hearback.channels.parsing.calendar import KINDS as CALENDARS
from hearback.inbox.actions.conversing import conversation_with
from hearback.inbox.arrivals import plot, reports
from hearback.inbox.arrivals.finding import Place, place_of
from hearback.inbox.arrivals.hearing import awaits_us, hear_mail, words_of
from hearback.inbox.arrivals.outcome import Heeded, Sorted
from hearback.inbox.models import Note, Received
from hearback.kit.links import disarm
from hearback.rules.addresses import fold_address, plausible_address
from hearback.rules.machines import Machine

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.parsing import Parsed
    from hearback.inbox.arrivals.reception import Reception
    from hearback.pipeline.models import Conversation, Opening

MOST_AN_HOUR = 30
AN_HOUR = timedelta(hours=1)
MOST_OF_A_MACHINE = 5


def sort_out(
    arrival: Arrival, mail: Parsed, raw: bytes, *, reception: Reception, now: datetime
) -> Sorted:
    """Decide about one mail and draw the consequences, in the caller's transaction.

    `arrival` has the mail's number, sender and subject already. A machine is never answered.
    """
    ours = reception.organisation.reply_address
    if mail.machine == Machine.REPORT:
        return reports.note(mail, now=now)
    early = (
        _set_apart(arrival, ours=ours)
        or _of_a_calendar(arrival, mail, raw, now=now)
        or _too_many(arrival)
        or _of_a_program(mail)
        or plot.heed_word(mail, arrival, ours=ours, now=now)
    )
    if early is not None:
        return early
    place = place_of(mail, sender=arrival.from_address, ours=ours, now=now)
    if mail.machine == Machine.REPLY:
        return _automatic(arrival, mail, place, raw, now=now)
    if _came_twice(arrival, mail):
        return Sorted(ArrivalState.DUPLICATE, why="The same words came before.")
    colleague = _colleague(mail, place, now=now)
    return colleague or _person(arrival, mail, place, raw, reception=reception, now=now)


def sender_of(mail: Parsed, ours: str) -> str:
    """Who wrote: a form that writes in our own name says in Reply-To for whom it does."""
    if fold_address(mail.from_address) == fold_address(ours) and mail.reply_to:
        return mail.reply_to
    return mail.from_address


def _set_apart(arrival: Arrival, *, ours: str) -> Sorted | None:
    """What is no letter of anybody's: our own, or nobody's."""
    own = Message.objects.filter(message_id=arrival.message_id) if arrival.message_id else None
    if own is not None and own.exists():
        return Sorted(ArrivalState.NOTED, why="A letter of our own came back to us.")
    if fold_address(arrival.from_address) == fold_address(ours):
        return Sorted(ArrivalState.LOOP, why="It says that we wrote it ourselves.")
    if not plausible_address(arrival.from_address):
        return Sorted(ArrivalState.UNREADABLE, why="It says no address that we could answer.")
    return None


def _too_many(arrival: Arrival) -> Sorted | None:
    """One of more than anybody writes."""
    lately = Arrival.objects.filter(
        from_address=arrival.from_address, arrived_at__gt=arrival.arrived_at - AN_HOUR
    )
    if lately.exclude(pk=arrival.pk).count() >= MOST_AN_HOUR:
        return Sorted(ArrivalState.LOOP, why="More than anybody writes came from there at once.")
    return None


def _of_a_calendar(arrival: Arrival, mail: Parsed, raw: bytes, *, now: datetime) -> Sorted | None:
    """An answer to an invitation is followed however many come; what it says besides is heard.

    None for words that are to be sorted like any mail's.
    """
    heeded = plot.heed_calendar(mail, now=now)
    if heeded is None:
        return None
    if not heeded.words:
        return Sorted(ArrivalState.NOTED, why=heeded.why)
    if heeded.conversation is None:
        return None
    return _too_many(arrival) or _said_beside(
        arrival, mail, heeded, heeded.conversation, raw, now=now
    )


def _said_beside(
    arrival: Arrival,
    mail: Parsed,
    heeded: Heeded,
    conversation: Conversation,
    raw: bytes,
    *,
    now: datetime,
) -> Sorted:
    """What came with an answer to an invitation: a candidate's words, or a colleague's note."""
    found = Sorted(ArrivalState.TAKEN, conversation.public_id, heeded.why)
    if heeded.by is not None:
        _keep_note(conversation, heeded.by, heeded.words, now=now)
        return found
    files = [piece for piece in mail.pieces if piece.label not in CALENDARS]
    said = replace(mail, new=heeded.words, words=heeded.words, html="", pieces=files)
    if _came_twice(arrival, said):
        return Sorted(ArrivalState.DUPLICATE, why="The same words came before.")
    needs = heeded.awaits or awaits_us(said, conversation)
    hear_mail(arrival, said, conversation, raw, needs=needs, now=now)
    return found


def _of_a_program(mail: Parsed) -> Sorted | None:
    """Programs and newsletters wake nobody; a file from them may be somebody's CV.

    Job boards send CVs like newsletters; pictures in a newsletter are no CV.
    """
    if mail.machine not in {Machine.LIST, Machine.NOTICE}:
        return None
    may_be_cv = mail.machine == Machine.NOTICE or any(
        not piece.label.startswith("image/") for piece in mail.pieces
    )
    if mail.pieces and may_be_cv:
        return Sorted(ArrivalState.UNREADABLE, why="A program sent this, with a file.")
    return Sorted(ArrivalState.NOTED, why="Written by a program or to a list.")


def _automatic(
    arrival: Arrival, mail: Parsed, place: Place, raw: bytes, *, now: datetime
) -> Sorted:
    """An out-of-office is shown where it belongs, wakes nobody and gets no answer."""
    conversation = place.conversation
    if conversation is None:
        return Sorted(ArrivalState.NOTED, why="An automatic reply to nothing we know of.")
    seen = Received.objects.filter(
        conversation=conversation,
        needs_answer=False,
        arrival__isnull=False,
        at__gt=now - timedelta(days=1),
    )
    if seen.count() >= MOST_OF_A_MACHINE:
        return Sorted(ArrivalState.LOOP, conversation.public_id, "One automatic reply too many.")
    hear_mail(arrival, mail, conversation, raw, needs=False, now=now)
    return Sorted(ArrivalState.NOTED, conversation.public_id, "An automatic reply.")


def _came_twice(arrival: Arrival, mail: Parsed) -> bool:
    """The same number from the same sender with the same words, by another way."""
    if not mail.message_id:
        return False
    before = Received.objects.filter(
        arrival__message_id=arrival.message_id,
        arrival__from_address=arrival.from_address,
        arrival__state=ArrivalState.TAKEN,
    )
    return before.filter(text=words_of(mail)).exclude(arrival=arrival).exists()


def _colleague(mail: Parsed, place: Place, *, now: datetime) -> Sorted | None:
    """A colleague's mail stays among colleagues: a sender's address is easily forged.

    Sent on to the candidate it would let anybody who holds a letter of ours speak in our name.
    """
    if not place.sealed or place.conversation is None:
        return None
    member = _member(mail)
    if member is None:
        return None
    _keep_note(place.conversation, member, words_of(mail), now=now)
    why = "Kept as a note among colleagues."
    return Sorted(ArrivalState.TAKEN, place.conversation.public_id, why)


def _keep_note(conversation: Conversation, by: Member, words: str, *, now: datetime) -> None:
    text = f"By mail, as it says from {by.name}:\n\n{disarm(words)}"
    Note.objects.create(conversation=conversation, by=by, at=now, text=text)


def _member(mail: Parsed) -> Member | None:
    """The colleague it says it is from."""
    return Member.objects.filter(email__iexact=mail.from_address, is_active=True).first()


def _person(
    arrival: Arrival,
    mail: Parsed,
    place: Place,
    raw: bytes,
    *,
    reception: Reception,
    now: datetime,
) -> Sorted:
    """A person's words: an application if they bring a CV to an opening, else a conversation."""
    why = "Its reply address was made up; placed by its sender." if place.forged else ""
    applied = _apply(mail, place, now=now)
    if applied is not None:
        conversation, is_new = applied
        asks = "?" in mail.words if is_new else True
        hear_mail(arrival, mail, conversation, raw, needs=asks, now=now)
        return Sorted(ArrivalState.TAKEN, conversation.public_id, why)
    conversation = place.conversation or _stranger(
        arrival, mail, place.opening, reception=reception, now=now
    )
    needs = awaits_us(mail, conversation)
    hear_mail(arrival, mail, conversation, raw, needs=needs, now=now)
    lacks_cv = place.opening is not None and conversation.application_id is None and needs
    if lacks_cv and not _member(mail):
        plot.ask_for_cv(conversation, now=now)
    return Sorted(ArrivalState.TAKEN, conversation.public_id, why)


def _apply(mail: Parsed, place: Place, *, now: datetime) -> tuple[Conversation, bool] | None:
    # A colleague sends on what somebody else wrote: the receipt would go to the colleague.
    if place.opening is None or not mail.pieces or _member(mail):
        return None
    known = place.conversation
    stranger = known if known is not None and known.application_id is None else None
    return plot.apply_by_mail(mail, opening=place.opening, known=stranger, now=now)


def _stranger(
    arrival: Arrival,
    mail: Parsed,
    opening: Opening | None,
    *,
    reception: Reception,
    now: datetime,
) -> Conversation:
    return conversation_with(
        arrival.from_address,
        name=mail.from_name,
        owner=opening.owner if opening else reception.receiver,
        opening=opening,
        zone=opening.place.zone if opening else reception.organisation.zone,
        language=reception.organisation.language,
        now=now,
    )
