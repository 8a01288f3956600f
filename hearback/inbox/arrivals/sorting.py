"""Decides about one mail: a person's words, a machine's, our own, or something only we can read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.accounts.models import Member
from hearback.channels.models import Arrival, ArrivalState, Channel, Message
from hearback.channels.parsing import Piece
from hearback.inbox.actions.conversing import conversation_with
from hearback.inbox.actions.hear import Heard, hear
from hearback.inbox.actions.heed import need_answer
from hearback.inbox.arrivals import plot, reports
from hearback.inbox.arrivals.finding import Place, place_of
from hearback.inbox.arrivals.outcome import Sorted
from hearback.inbox.arrivals.pieces import keep_pieces
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
ORIGINAL = "original.eml"
NOT_WHOLE = "We could not read all of this mail. The original is attached."


def sort_out(
    arrival: Arrival, mail: Parsed, raw: bytes, *, reception: Reception, now: datetime
) -> Sorted:
    """Decide about one mail and draw the consequences, in the caller's transaction.

    `arrival` has the mail's number, sender and subject already. A machine is never answered.
    """
    ours = reception.organisation.reply_address
    if mail.machine == Machine.REPORT:
        return reports.note(mail, now=now)
    early = _set_apart(arrival, ours=ours) or _of_a_program(mail)
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
    """What is no letter of anybody's: our own, nobody's, or one of far too many."""
    own = Message.objects.filter(message_id=arrival.message_id) if arrival.message_id else None
    if own is not None and own.exists():
        return Sorted(ArrivalState.NOTED, why="A letter of our own came back to us.")
    if fold_address(arrival.from_address) == fold_address(ours):
        return Sorted(ArrivalState.LOOP, why="It says that we wrote it ourselves.")
    if not plausible_address(arrival.from_address):
        return Sorted(ArrivalState.UNREADABLE, why="It says no address that we could answer.")
    lately = Arrival.objects.filter(
        from_address=arrival.from_address, arrived_at__gt=arrival.arrived_at - AN_HOUR
    )
    if lately.exclude(pk=arrival.pk).count() >= MOST_AN_HOUR:
        return Sorted(ArrivalState.LOOP, why="More than anybody writes came from there at once.")
    return None


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
    _hear(arrival, mail, conversation, raw, needs=False, now=now)
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
    return before.filter(text=_words(mail)).exclude(arrival=arrival).exists()


def _colleague(mail: Parsed, place: Place, *, now: datetime) -> Sorted | None:
    """A colleague's mail stays among colleagues: a sender's address is easily forged.

    Sent on to the candidate it would let anybody who holds a letter of ours speak in our name.
    """
    if not place.sealed or place.conversation is None:
        return None
    member = _member(mail)
    if member is None:
        return None
    text = f"By mail, as it says from {member.name}:\n\n{_words(mail)}"
    Note.objects.create(conversation=place.conversation, by=member, at=now, text=text)
    why = "Kept as a note among colleagues."
    return Sorted(ArrivalState.TAKEN, place.conversation.public_id, why)


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
        _hear(arrival, mail, conversation, raw, needs=asks, now=now)
        return Sorted(ArrivalState.TAKEN, conversation.public_id, why)
    conversation = place.conversation or _stranger(
        arrival, mail, place.opening, reception=reception, now=now
    )
    needs = _needs(mail, conversation)
    _hear(arrival, mail, conversation, raw, needs=needs, now=now)
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


def _needs(mail: Parsed, conversation: Conversation) -> bool:
    """Whether a person waits; who begins a talk may put everything into the subject."""
    if mail.pieces or not mail.whole:
        return True
    is_subject_all = not mail.words and not mail.answers
    return need_answer(conversation, mail.subject if is_subject_all else mail.words)


def _hear(
    arrival: Arrival,
    mail: Parsed,
    conversation: Conversation,
    raw: bytes,
    *,
    needs: bool,
    now: datetime,
) -> None:
    received = hear(
        conversation=conversation,
        heard=Heard(
            channel=Channel.EMAIL,
            text=_words(mail),
            at=arrival.arrived_at,
            subject=mail.subject,
            quoted=disarm(mail.quoted),
            html=disarm(mail.html),
            from_address=arrival.from_address,
            from_name=mail.from_name,
            arrival=arrival,
            needs_answer=needs,
        ),
        now=now,
    )
    original = [] if mail.whole else [Piece(ORIGINAL, "message/rfc822", raw)]
    keep_pieces(received, [*mail.pieces, *original])


def _words(mail: Parsed) -> str:
    """What they wrote; the marks that stand for links in our letters mean nothing in theirs."""
    return disarm(mail.new if mail.whole else f"{mail.new}\n\n{NOT_WHOLE}".strip())
