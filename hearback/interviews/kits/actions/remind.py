"""Reminding somebody of a scorecard, and deciding not to wait for it, by name and with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.inbox.chased import hold_person, nudged_today
from hearback.interviews.kits import kinds, letters
from hearback.interviews.kits.queries import owing
from hearback.interviews.models import Debt, Panelist
from hearback.kit.errors import Refused
from hearback.kit.moments import day_hour
from hearback.ledger.actions import record, release
from hearback.ledger.models import PromiseState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry

# Nudges that stop: one a working day is a reminder, more of them are noise.
AT_MOST_EVERY = timedelta(hours=20)
LONGEST_REASON = 300


@transaction.atomic
def remind(*, panelist: Panelist, by: Member, now: datetime) -> None:
    """Write to somebody whose scorecard is waited for.

    Raises Refused when it is not, when they were reminded in the last twenty hours, or today of
    anything else they owe.
    """
    hold_person(panelist.member_id)
    panelist, debt = _taken_up(panelist, now=now)
    last = debt.reminded_at
    if last is None or last <= now - AT_MOST_EVERY:
        last = nudged_today(panelist.member, now=now)
    if last is not None:
        raise Refused(
            _("{name} was reminded on {when}. Ring them if it is urgent.").format(
                name=panelist.member.name, when=day_hour(last, ZoneInfo(by.zone))
            )
        )
    debt.reminded_at = now
    debt.save()
    _write(panelist, debt, signer=by, now=now)
    said = {"member": panelist.member.name, "round": panelist.interview.round.name}
    application = panelist.interview.application
    record(kinds.SCORECARD_REMINDED, by=by, now=now, application=application, payload=said)


def nudge(entry: Entry, *, now: datetime) -> None:
    """Write to an interviewer before the scorecard they promised is late; of others, nothing.

    Nor to one who was reminded today of anything else they owe, such as another scorecard, whose
    letter named this one too: owed again, it is reminded of again.
    """
    debts = Debt.objects.select_related("promise", "panelist__member")
    debt = debts.filter(promise=int(entry.payload["promise"])).first()
    panelist = owing(now=now).filter(pk=debt.panelist_id).first() if debt else None
    if debt is None or panelist is None:
        return
    hold_person(panelist.member_id)
    if nudged_today(panelist.member, now=now):
        return
    debt.reminded_at = now
    debt.save(update_fields=["reminded_at"])
    _write(panelist, debt, signer=None, now=now)


def _write(panelist: Panelist, debt: Debt, *, signer: Member | None, now: datetime) -> None:
    """By mail, and by the way they like best; part of an act."""
    others = owing(now=now).filter(
        member=panelist.member, scorecard_debt__promise__state=PromiseState.OPEN
    ).exclude(pk=panelist.pk)  # fmt: skip
    more = others.select_related("interview__application", "interview__round").order_by("pk")
    letter = letters.scorecard_missing(panelist, debt.promise, signer=signer, others=more)
    queue(letter, now=now)
    for said in letters.scorecard_beside(panelist):
        queue(said, now=now)


@transaction.atomic
def waive(*, panelist: Panelist, reason: str, by: Member, now: datetime) -> None:
    """Let the decision not wait for somebody's scorecard; who and why stay on record.

    Raises Refused without a reason, or when it is not waited for.
    """
    reason = one_line(reason, LONGEST_REASON)
    if not reason:
        raise Refused(_("Say why the decision does not wait: it stays on record."))
    panelist, debt = _taken_up(panelist, now=now)
    debt.waived_at, debt.waived_by, debt.why_waived = now, by, reason
    debt.save()
    if debt.promise is not None:
        release(promise=debt.promise, reason=reason, by=by, now=now)
    said = {"member": panelist.member.name, "reason": reason, "panelist": str(panelist.public_id)}
    application = panelist.interview.application
    record(kinds.SCORECARD_WAIVED, by=by, now=now, application=application, payload=said)


def _taken_up(panelist: Panelist, *, now: datetime) -> tuple[Panelist, Debt]:
    """The panelist held and still waited for, and what stands about that."""
    Panelist.objects.select_for_update(no_key=True).get(pk=panelist.pk)
    late = owing(now=now).filter(pk=panelist.pk).first()
    if late is None:
        raise Refused(_("Nobody waits for this scorecard any more."))
    debt = Debt.objects.select_related("promise").filter(panelist=late).first()
    return late, debt or Debt(panelist=late)
