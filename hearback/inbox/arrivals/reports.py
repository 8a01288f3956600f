"""What mail servers say about our letters: what came back is told to whoever owes an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.models import ArrivalState, Message
from hearback.channels.reports import returned
from hearback.inbox.arrivals.outcome import Sorted
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.parsing import Parsed


def note(mail: Parsed, *, now: datetime) -> Sorted:
    """Write a delivery report down; a letter that failed has come back.

    Believed only when it names a letter of ours by its number, which only its reader knows.
    """
    report = mail.report
    number = report.message_id if report else ""
    message = Message.objects.filter(message_id=number).first()
    if report is None or message is None:
        return Sorted(ArrivalState.UNREADABLE, why="A mail server wrote about a letter of ours.")
    thread = message.thread
    if not report.failed:
        return Sorted(ArrivalState.NOTED, thread, f"A mail server says: {report.action}.")
    if report.recipient and fold_address(report.recipient) != fold_address(message.to_address):
        why = "A letter did not arrive where it had been sent on to."
        return Sorted(ArrivalState.UNREADABLE, thread, why)
    returned(message, reason=report.reason, permanent=report.permanent, now=now)
    return Sorted(ArrivalState.NOTED, thread, f"A letter came back: {report.reason}"[:300])
