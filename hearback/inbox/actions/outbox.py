"""What a person decides about letters that wait or got stuck; every decision is an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels import actions as channels
from hearback.channels import hooks
from hearback.channels.models import Channel, Message, MessageState
from hearback.inbox import kinds
from hearback.inbox.actions.again import STUCK, resend
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Application
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.kinds import Kind

LONGEST = 200


@transaction.atomic
def send_letter_again(*, message: Message, by: Member, now: datetime) -> None:
    """Let a letter that failed, came back, is in doubt or held go out now, as the same message.

    It goes to the address the person has by now. Raises Refused when it is not stuck any more.
    """
    application = _about(message)
    to_address = message.to_address
    if application is not None and message.channel == Channel.EMAIL:
        to_address = application.candidate.email
    if not resend(message, to_address=to_address, now=now):
        raise Refused(_("This letter is not stuck any more."))
    _record(kinds.LETTER_SENT_AGAIN, message, by=by, now=now)


@transaction.atomic
def mark_letter_sent(*, message: Message, by: Member, now: datetime) -> None:
    """A person has found out that a letter in doubt did arrive: what it promised to keep is kept.

    Raises Refused when nobody doubts it any more.
    """
    doubted = Message.objects.filter(pk=message.pk, state=MessageState.IN_DOUBT)
    sent = {"state": MessageState.ACCEPTED, "accepted_at": now, "settled_at": now, "trouble": ""}
    if not doubted.update(**sent):
        raise Refused(_("Nobody doubts this letter any more."))
    message.refresh_from_db()
    hooks.settle_accepted([message], now=now)
    _record(kinds.LETTER_MARKED_SENT, message, by=by, now=now)


@transaction.atomic
def set_letter_aside(*, message: Message, reason: str, by: Member, now: datetime) -> None:
    """Give a stuck letter up, because the person heard otherwise or need not hear it.

    Promises stay as they are: only something that reaches the person keeps them. Raises Refused
    without a reason, or when the letter is not stuck any more.
    """
    reason = one_line(reason, LONGEST)
    if not reason:
        raise Refused(_("Say why nobody needs this letter any more."))
    stuck = Message.objects.filter(pk=message.pk, state__in=STUCK)
    if not stuck.update(state=MessageState.STOPPED, trouble=reason):
        raise Refused(_("This letter is not stuck any more."))
    _record(kinds.LETTER_SET_ASIDE, message, by=by, now=now, reason=reason)


@transaction.atomic
def recall_letter(*, message: Message, by: Member, now: datetime) -> None:
    """Take back a letter that somebody wrote and that has not left.

    What we send by ourselves (a receipt, an apology) is owed and stays. Raises Refused for those,
    and for a letter that is gone.
    """
    if message.automatic:
        raise Refused(_("This letter is owed to the person, so it goes out."))
    if not channels.recall(message):
        raise Refused(_("This letter has left already."))
    _record(kinds.LETTER_RECALLED, message, by=by, now=now)


@transaction.atomic
def hold_letters(*, reason: str, by: Member, now: datetime) -> None:
    """Let nothing leave the house until somebody releases it. Raises Refused without a reason."""
    reason = one_line(reason, LONGEST)
    if not reason:
        raise Refused(_("Say why nothing may leave: your colleagues will read it."))
    channels.hold_sending(reason=reason, now=now)
    record(kinds.OUTBOX_HELD, by=by, now=now, payload={"reason": reason})


@transaction.atomic
def release_letters(*, by: Member, now: datetime) -> int:
    """Let letters leave again; returns how many were held one by one."""
    released = channels.release_sending()
    record(kinds.OUTBOX_RELEASED, by=by, now=now)
    return released


def _about(message: Message) -> Application | None:
    """The application a letter to a candidate is about; None for letters to colleagues."""
    if message.about is None:
        return None
    related = Application.objects.select_related("candidate")
    return related.filter(public_id=message.about).first()


def _record(kind: Kind, message: Message, *, by: Member, now: datetime, **more: object) -> None:
    payload = {"subject": message.subject, "message": message.pk, **more}
    record(kind, by=by, now=now, application=_about(message), payload=payload)
