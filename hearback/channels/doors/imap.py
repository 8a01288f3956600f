"""Reads mailboxes that belong to somebody else: everything new once, and nothing changed in them.

How far we are is the UIDVALIDITY and the last UID; what came while we could not look is found by
them afterwards. When the server numbers its mails anew, they are read again, and known ones are
recognised by what they say.
"""

from __future__ import annotations

import logging
import ssl
from datetime import timedelta
from email.parser import BytesHeaderParser
from email.policy import compat32
from imaplib import IMAP4
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F, Q
from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from hearback.channels.doors.take_in import ring, take_in
from hearback.channels.models import Door, Mailbox
from hearback.channels.parsing.headers import date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from hearback.endpoints import Inbound

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20
LEASE = timedelta(minutes=3)
TURN = timedelta(seconds=5)  # a worker that is asked to stop has six
# A mailbox we see for the first time may be full of years; who wrote lately still waits.
LATELY = timedelta(days=3)
_TROUBLES = (ImapToolsError, IMAP4.error, OSError)


def look_into_mailboxes(*, clock: Callable[[], datetime]) -> int:
    """Take in what is new in every mailbox we were told to read; returns how many mails.

    Any number of processes may do this at once: one at a time looks into a mailbox.
    """
    doors = [door for door in settings.HEARBACK_INBOUND if door.kind == "imap"]
    return sum(_look_into(door, clock=clock) for door in doors)


def _look_into(door: Inbound, *, clock: Callable[[], datetime]) -> int:
    now = clock()
    box, _ = Mailbox.objects.get_or_create(name=door.name[:400], defaults={"begun_at": now})
    free = Mailbox.objects.filter(Q(leased_until=None) | Q(leased_until__lt=now), pk=box.pk)
    if not free.update(leased_until=now + LEASE):
        return 0
    box.refresh_from_db()
    taken = 0
    try:
        with _opened(door) as mailbox:
            taken = _read(mailbox, door, box, clock=clock)
    except _TROUBLES as trouble:
        _note_trouble(box, trouble, now=clock())
    finally:
        Mailbox.objects.filter(pk=box.pk).update(leased_until=None)
        if taken:
            ring()
    return taken


def _opened(door: Inbound) -> BaseMailBox:
    """A session with the mailbox's server, signed in; certificates are checked."""
    mailbox: BaseMailBox
    if door.tls:
        safe = ssl.create_default_context()
        mailbox = MailBox(door.host, door.port, timeout=TIMEOUT_SECONDS, ssl_context=safe)
    elif door.starttls:
        safe = ssl.create_default_context()
        mailbox = MailBoxStartTls(door.host, door.port, timeout=TIMEOUT_SECONDS, ssl_context=safe)
    else:
        mailbox = MailBoxUnencrypted(door.host, door.port, timeout=TIMEOUT_SECONDS)
    sign_in = mailbox.login if (door.user + door.password).isascii() else mailbox.login_utf8
    try:
        return sign_in(door.user, door.password, initial_folder=None)
    except _TROUBLES:
        mailbox.client.shutdown()
        raise


def _read(
    mailbox: BaseMailBox, door: Inbound, box: Mailbox, *, clock: Callable[[], datetime]
) -> int:
    """Take in every mail after the last one we have, in order; a long row in several turns."""
    status = mailbox.folder.status(door.folder, ["UIDVALIDITY", "UIDNEXT"])
    mailbox.folder.set(door.folder, readonly=True)
    validity, after = status["UIDVALIDITY"], box.last_uid
    again = box.uid_validity != validity
    since = (box.looked_at or box.begun_at) - LATELY
    if again:
        after = 0
        uids = _uids(mailbox, f"SINCE {since.strftime('%d-%b-%Y')}", after)
    elif status["UIDNEXT"] <= after + 1:
        uids = []
    else:
        uids = _uids(mailbox, f"UID {after + 1}:*", after)
    taken = 0
    oldest = box.begun_at - LATELY
    until = clock() + TURN
    for uid, raw in _fetched(mailbox, uids):
        if not (again and _is_old(raw, oldest)):
            take_in(raw, door=Door.IMAP, now=clock(), loud=False)
            taken += 1
        if not again:
            Mailbox.objects.filter(pk=box.pk).update(last_uid=uid)
            if clock() > until:
                return taken
    _note_end(box, status, len(uids), again=again, now=clock())
    return taken


def _uids(mailbox: BaseMailBox, criteria: str, after: int) -> list[int]:
    """The UIDs found, in order. `n:*` finds the last mail even when it is before n."""
    return sorted(uid for uid in map(int, mailbox.uids(criteria, charset=None)) if uid > after)


def _fetched(mailbox: BaseMailBox, uids: list[int]) -> Iterator[tuple[int, bytes]]:
    """Each mail's bytes as they are; asking this way leaves it marked as nobody had read it."""
    for uid in uids:
        _, answer = mailbox.client.uid("FETCH", str(uid), "(BODY.PEEK[])")
        raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
        if raw is not None:
            yield uid, bytes(raw)


def _is_old(raw: bytes, oldest: datetime) -> bool:
    """Whether a mail read again is from before our time; in doubt it is not."""
    written = date(BytesHeaderParser(policy=compat32).parsebytes(raw[:262_144]))
    return written is not None and written < oldest


def _note_end(
    box: Mailbox, status: dict[str, int], found: int, *, again: bool, now: datetime
) -> None:
    """Write down that all is read, and how many mails were gone before we could read them."""
    last = status["UIDNEXT"] - 1
    gone = 0 if again else max(0, last - box.last_uid - found)
    if gone:
        log.warning("mails_gone_from_mailbox", extra={"count": gone})
    Mailbox.objects.filter(pk=box.pk).update(
        uid_validity=status["UIDVALIDITY"],
        last_uid=last,
        looked_at=now,
        down_since=None,
        trouble="",
        gone=F("gone") + gone,
    )


def _note_trouble(box: Mailbox, trouble: BaseException, *, now: datetime) -> None:
    """Write down that the mailbox cannot be read, and by what kind of trouble; never its words."""
    log.warning("mailbox_not_read", extra={"trouble": type(trouble).__name__})
    Mailbox.objects.filter(pk=box.pk).update(
        down_since=box.down_since or now, trouble=f"It cannot be read: {type(trouble).__name__}."
    )
