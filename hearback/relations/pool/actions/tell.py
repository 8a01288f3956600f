"""Telling people who stay in touch of an opening: by a person's press, once a month at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.inbox.spoken import reader_zone
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import OpeningState
from hearback.pipeline.orders import refusal_to
from hearback.relations.pool import kinds, letters
from hearback.relations.pool.actions.join import A_MONTH
from hearback.relations.pool.models import InTouch, InTouchLetter
from hearback.relations.pool.queries import RUNNING, proposed_among
from hearback.rules.timing import News, when_to_send

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Message
    from hearback.pipeline.models import Opening
    from hearback.relations.pool.queries import Proposal

MOST_AT_ONCE = 100


@transaction.atomic
def tell(
    *, opening: Opening, chosen: Collection[int], words: str, by: Member, now: datetime
) -> list[InTouchLetter]:
    """Write to those of these people (ids of `InTouch`) who still may be written to; returns that.

    Whoever another recruiter has just written to is left out: one row decides. Raises Refused when
    the opening takes no applications, for nobody chosen, and for more than a hundred.
    """
    if opening.state != OpeningState.PUBLISHED:
        raise Refused(_("This opening takes no applications just now."))
    if not chosen:
        raise Refused(_("Choose whom to write to."))
    if len(chosen) > MOST_AT_ONCE:
        raise Refused(_("Choose a hundred people at most."))
    free = _claimed(chosen, now=now)
    proposed = proposed_among(free, opening, by, now=now)
    written = [_write(one, opening, words=words, by=by, now=now) for one in proposed]
    told = {one.candidate_id for one in written}
    InTouch.objects.filter(candidate__in=told).update(rests_until=now + A_MONTH)
    if written:
        said = {"sender": by.name, "number": len(written)}
        record(kinds.OPENING_TOLD, by=by, now=now, opening=opening, payload=said)
    return written


def _claimed(chosen: Collection[int], *, now: datetime) -> list[int]:
    """Those of them who may get a letter now, held so that nobody else writes to them.

    Whoever waits here for another's press reads the row anew: it then says that they rest.
    """
    free = InTouch.objects.filter(pk__in=chosen, rests_until__lte=now, until__gt=now)
    held = free.order_by("pk").select_for_update(of=("self",))
    return list(held.values_list("pk", flat=True))


def _write(
    proposal: Proposal, opening: Opening, *, words: str, by: Member, now: datetime
) -> InTouchLetter:
    person, application = proposal.person, proposal.person.application
    decent = when_to_send(now, reader_zone(application).key, (), None, news=News.GOOD)
    letter = letters.in_touch(person, opening, words=words, signer=by)
    told = InTouchLetter.objects.create(
        candidate_id=person.candidate_id,
        opening=opening,
        consent=person.consent,
        by=by,
        why=proposal.why,
        message=queue(letter, now=now, send_after=decent.moment),
        written_at=now,
    )
    said = {"sender": by.name, "title": opening.title}
    record(kinds.TOLD_OF_OPENING, by=by, now=now, application=application, payload=said)
    return told


def still_in_touch(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop letters to whoever left since, is in conversation with us, or may not be told of it."""
    related = ("consent", "candidate", "opening__client")
    found = InTouchLetter.objects.filter(message__in=messages).select_related(*related)
    reasons = {one.message_id: _against(one, now=now) for one in found}
    gone = {message.pk: _LEFT for message in messages if message.pk not in reasons}
    return gone | {pk: reason for pk, reason in reasons.items() if reason}


_LEFT = "They stay in touch no more."


def _against(told: InTouchLetter, *, now: datetime) -> str:
    """Why this letter must not leave any more; "" when nothing speaks against it."""
    consent, opening = told.consent, told.opening
    if consent.ended_at is not None or (consent.until and consent.until <= now):
        return _LEFT
    if told.candidate.applications.filter(state__in=RUNNING).exists():
        return "They are in conversation with us."
    if opening.state != OpeningState.PUBLISHED:
        return "The opening takes no applications any more."
    return refusal_to(told.candidate, client=opening.client) if opening.client else ""


@transaction.atomic
def forget_old_letters(*, now: datetime) -> int:
    """Forget to whom we wrote, once it stops nothing and nothing came of it; returns how many.

    While somebody stays in touch it is kept, so that nobody is told twice of one opening.
    """
    old = InTouchLetter.objects.filter(application=None, written_at__lte=now - A_MONTH)
    return old.exclude(candidate__in_touch__isnull=False).delete()[0]
