"""What must never happen, each as a count: the proof behind ``hearback check``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from hearback.channels.models import Arrival, ArrivalState, Mailbox, Message, MessageState
from hearback.insights.files import files_without_row, rows_without_file
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Conversation, Opening

# Past these, it is not work in progress any more: a sweep or a worker is dead.
SWEEP_GRACE = timedelta(minutes=5)
SEND_GRACE = timedelta(minutes=10)
READ_GRACE = timedelta(minutes=10)


@dataclass(frozen=True)
class Invariant:
    """One thing to count; ``must_be_zero`` tells a broken guarantee from work for a person."""

    name: str
    sentence: str
    must_be_zero: bool
    count: Callable[[datetime], int]


def all_invariants() -> tuple[Invariant, ...]:
    """Return every invariant in the order in which they are read."""
    return _INVARIANTS


def _without_promise(_now: datetime) -> int:
    promised = Promise.objects.open().to_candidate().about_the_application()
    promised = promised.filter(application=OuterRef("pk"))
    return Application.objects.in_progress().filter(~Exists(promised)).count()


def _silent(_now: datetime) -> int:
    promised = Promise.objects.open().filter(conversation=OuterRef("pk"))
    return Conversation.objects.awaiting_us().filter(~Exists(promised)).count()


def _unread(now: datetime) -> int:
    waiting = Arrival.objects.filter(state=ArrivalState.WAITING)
    return waiting.filter(arrived_at__lt=now - READ_GRACE).count()


def _unread_by_anybody(_now: datetime) -> int:
    theirs_to_read = [ArrivalState.UNREADABLE, ArrivalState.LOOP]
    return Arrival.objects.filter(state__in=theirs_to_read).count()


def _without_receipt(_now: datetime) -> int:
    receipt = Message.objects.filter(about=OuterRef("public_id"), purpose="careers.receipt")
    return Application.objects.filter(~Exists(receipt)).count()


def _unswept(now: datetime) -> int:
    return Promise.objects.open().filter(next_at__lt=now - SWEEP_GRACE).count()


def _overdue(now: datetime) -> int:
    ours = Promise.objects.open().of_the_team()
    return ours.filter(due_at__lt=now - SWEEP_GRACE).count()


def _to_nobody(_now: datetime) -> int:
    return Promise.objects.open().to_nobody().count()


def _waiting_in_closed_openings(_now: datetime) -> int:
    over = Opening.objects.exclude(pk__in=Opening.objects.running())
    return Application.objects.in_progress().filter(opening__in=over).count()


def _unaccounted(_now: datetime) -> int:
    return Message.objects.exclude(state__in=MessageState.values).count()


def _stuck_at_relay(now: datetime) -> int:
    leased = Message.objects.filter(state=MessageState.AT_RELAY)
    return leased.filter(lease_until__lt=now - SEND_GRACE).count()


def _late_to_leave(now: datetime) -> int:
    waiting = Message.objects.filter(state=MessageState.QUEUED)
    return waiting.filter(send_after__lt=now - SEND_GRACE).count()


def _unsettled(now: datetime) -> int:
    accepted = Message.objects.filter(state=MessageState.ACCEPTED, settled_at=None)
    return accepted.filter(accepted_at__lt=now - SEND_GRACE).count()


def _mailboxes_silent(now: datetime) -> int:
    read = [door.name[:400] for door in settings.HEARBACK_INBOUND if door.kind == "imap"]
    fresh = Mailbox.objects.filter(name__in=read, looked_at__gt=now - READ_GRACE)
    return len(read) - fresh.count()


def _in(state: MessageState) -> Callable[[datetime], int]:
    return lambda _now: Message.objects.filter(state=state).count()


def _files_without_row(now: datetime) -> int:
    return _length(files_without_row(now=now))


def _rows_without_file(_now: datetime) -> int:
    return _length(rows_without_file())


def _length(some: Iterable[object]) -> int:
    return sum(1 for _ in some)


_INVARIANTS = (
    Invariant(
        "applications_without_promise",
        "applications in progress without an open promise to their candidate",
        must_be_zero=True,
        count=_without_promise,
    ),
    Invariant(
        "conversations_without_promise",
        "conversations that await us without an open promise",
        must_be_zero=True,
        count=_silent,
    ),
    Invariant(
        "applications_without_receipt",
        "applications without a receipt among the messages",
        must_be_zero=True,
        count=_without_receipt,
    ),
    Invariant(
        "unanswered_in_closed_openings",
        "people still waiting in an opening that is over",
        must_be_zero=True,
        count=_waiting_in_closed_openings,
    ),
    Invariant(
        "promises_overdue",
        "open promises more than 5 minutes past due, neither kept nor apologised for",
        must_be_zero=True,
        count=_overdue,
    ),
    Invariant(
        "promises_unswept",
        "promises whose next reminder is more than 5 minutes late (is a worker running?)",
        must_be_zero=True,
        count=_unswept,
    ),
    Invariant(
        "messages_unaccounted",
        "messages in no known state",
        must_be_zero=True,
        count=_unaccounted,
    ),
    Invariant(
        "arrivals_unread",
        "things that came in more than 10 minutes ago and are not read yet (is a worker running?)",
        must_be_zero=True,
        count=_unread,
    ),
    Invariant(
        "messages_stuck",
        "messages being handed over for more than 10 minutes (is a worker running?)",
        must_be_zero=True,
        count=_stuck_at_relay,
    ),
    Invariant(
        "messages_unsettled",
        "messages accepted more than 10 minutes ago whose promises are not kept yet",
        must_be_zero=True,
        count=_unsettled,
    ),
    Invariant(
        "rows_without_file",
        "documents, mails and attachments whose file is missing",
        must_be_zero=True,
        count=_rows_without_file,
    ),
    Invariant(
        "files_without_row",
        "files older than a day that belong to nothing",
        must_be_zero=True,
        count=_files_without_row,
    ),
    Invariant(
        "promises_to_nobody",
        "open promises on applications that have ended; the sweep releases each when it is due",
        must_be_zero=False,
        count=_to_nobody,
    ),
    Invariant(
        "messages_in_doubt",
        "messages whose outcome is unknown; the desk asks somebody to decide",
        must_be_zero=False,
        count=_in(MessageState.IN_DOUBT),
    ),
    Invariant(
        "messages_failed",
        "messages that were not sent; the desk says why",
        must_be_zero=False,
        count=_in(MessageState.FAILED),
    ),
    Invariant(
        "messages_returned",
        "messages that came back; the desk asks for another address",
        must_be_zero=False,
        count=_in(MessageState.RETURNED),
    ),
    Invariant(
        "arrivals_unreadable",
        "things that came in and that only a person can read, or that looked like machines talking",
        must_be_zero=False,
        count=_unread_by_anybody,
    ),
    Invariant(
        "mailboxes_silent",
        "mailboxes that could not be read for more than 10 minutes",
        must_be_zero=False,
        count=_mailboxes_silent,
    ),
    Invariant(
        "messages_late",
        "messages that should have left more than 10 minutes ago (is the mail server up?)",
        must_be_zero=False,
        count=_late_to_leave,
    ),
    Invariant(
        "messages_held",
        "messages held back until mail can leave",
        must_be_zero=False,
        count=_in(MessageState.HELD),
    ),
)
