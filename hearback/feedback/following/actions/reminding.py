"""One reminder about everything a contact owes: by the clock, or because a recruiter asks for it.

Whoever reminds holds the contact first, so nobody else chases them meanwhile; the database lets
nobody have two on one day of theirs, whatever happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.channels.models import Channel
from hearback.feedback.asking.letters import ways_to
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import with_all
from hearback.feedback.following import kinds, letters
from hearback.feedback.following.history import tried_ways
from hearback.feedback.following.known import known_of, team_curve_now
from hearback.feedback.following.models import Reminder
from hearback.inbox.chased import hold_person
from hearback.kit.errors import Refused
from hearback.kit.moments import hour
from hearback.ledger.actions import record
from hearback.pipeline.models import Contact
from hearback.rules.cadence import Tone, tone_of, way_for
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Message
    from hearback.feedback.following.known import Known

ANSWERED = "All of it was answered meanwhile, or nobody needs it any more."


def hold(key: int) -> None:
    """Hold a contact, and the same person at other clients, until the transaction ends.

    Then hold what they owe, so that an answer comes either before a reminder is written or after.
    """
    contact = Contact.objects.only("own_email", "member").get(pk=key)
    if contact.member_id is not None:
        hold_person(contact.member_id)
    same = Contact.objects.filter(pk=key)
    if contact.own_email:
        same |= Contact.objects.filter(own_email__iexact=contact.own_email)
    list(same.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    mine = Ask.objects.open().filter(contact=key, to_ring_at=None)
    list(mine.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def send(known: Known, keys: Collection[int], *, by: Member | None, now: datetime) -> None:
    """Remind of these questions, in one message by the way that is answered best; part of an act.

    The contact is held. Who follows up what is due first signs it.
    """
    asks = list(with_all(Ask.objects.filter(pk__in=keys)).order_by("promise__due_at", "pk"))
    owed = {one.pk: known.owed[one.pk] for one in asks}
    sent = max(len(one.reminded) for one in owed.values())
    way = way_for(sent, _ways(known.contact), tried_ways(known.lessons)) or Channel.EMAIL
    tone = max((tone_of(one, known.manner) for one in owed.values()), key=list(Tone).index)
    message = queue(letters.reminder(asks, by=Channel(way), tone=tone, now=now), now=now)
    zone = zone_of(known.manner.calendar.zone)
    reminder = Reminder.objects.create(
        contact=known.contact, at=now, day=local_day(now, zone), channel=way, message=message
    )
    reminder.asks.set(asks)
    for one in asks:
        payload = {
            "ask": str(one.public_id),
            "who": known.contact.name,
            "name": one.application.name,
            "way": str(Channel(way).label),
            "number": len(owed[one.pk].reminded) + 1,
            "most": known.manner.cap,
        }
        record(kinds.REMINDED, by=by, now=now, application=one.application, payload=payload)


def _ways(contact: Contact) -> list[Channel]:
    """What they agreed to and can be reached by; whatever reaches them where that is nothing.

    Before anything was agreed a colleague is reminded as they said themselves that they like to be
    asked, somebody at a client by mail.
    """
    reachable = ways_to(contact)
    unsaid = reachable if contact.member is not None else [Channel.EMAIL]
    liked = [Channel(way) for way in contact.ways] or unsaid
    return [way for way in reachable if way in liked] or reachable[:1]


@transaction.atomic
def remind(*, contact: Contact, by: Member, now: datetime) -> None:
    """Remind a contact now because a recruiter asks for it: of everything that may be named again.

    Raises Refused, with the reason, when one went today, when they said when they will answer, when
    every reminder went that may go, and when nothing is open.
    """
    hold(contact.pk)
    known = known_of([contact.pk], team=team_curve_now(now=now), now=now)[contact.pk]
    refuse_twice(known, now=now)
    if not known.owed:
        raise Refused(_("%(name)s owes us nothing just now.") % {"name": contact.name})
    if known.unread:
        raise Refused(_("%(name)s has written. Read that first.") % {"name": contact.name})
    keys = [pk for pk, one in known.owed.items() if len(one.reminded) < known.manner.cap]
    if not keys:
        raise Refused(
            _("%(name)s was reminded as often as was agreed. Ring them instead.")
            % {"name": contact.name}
        )
    free = [pk for pk in keys if (known.owed[pk].put_off_until or now) <= now]
    if not free:
        raise Refused(
            _("%(name)s said when they will answer, so we leave them in peace until then.")
            % {"name": contact.name}
        )
    send(known, free, by=by, now=now)
    Ask.objects.open().filter(pk__in=known.owed, to_ring_at=None).update(next_at=None)


def refuse_twice(known: Known, *, now: datetime) -> None:
    """Raise Refused when a reminder went today, on the calendar of the contact."""
    zone = zone_of(known.manner.calendar.zone)
    today = local_day(now, zone)
    if today not in known.reminded_on:
        return
    last = Reminder.objects.filter(contact=known.contact, day=today).first()
    if last is None:
        raise Refused(
            _("%(name)s was reminded today already. The next reminder may go tomorrow.")
            % {"name": known.contact.name}
        )
    raise Refused(
        _("%(name)s was reminded today at %(hour)s. The next reminder may go tomorrow.")
        % {"name": known.contact.name, "hour": hour(last.at, zone)}
    )


def still_needed(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop reminders of which everything was answered meanwhile, or that nobody needs any more."""
    del now
    keys = [message.pk for message in messages]
    needed = Reminder.objects.filter(
        message__in=keys, asks__answered_at__isnull=True, asks__over_at__isnull=True
    )
    wanted = set(needed.values_list("message_id", flat=True))
    return {key: ANSWERED for key in keys if key not in wanted}
