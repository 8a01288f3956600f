"""Sending the week in figures: on Monday from eight on each reader's clock, once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.access import RIGHTS, Right, may
from hearback.accounts.models import Member
from hearback.channels.actions import queue
from hearback.insights import letters
from hearback.insights.digest.week import Week, promises_drawn, proof, sentences, week_of
from hearback.insights.figures.answers import scores
from hearback.insights.figures.experience import recommend
from hearback.insights.figures.times import times
from hearback.insights.models import Digest
from hearback.insights.period import Asked, first_month
from hearback.insights.worth.queries import said_now
from hearback.kit.each import each

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


AT, MONDAY, A_WEEK = 8, 0, timedelta(days=7)
MONTHS = "3"


def send_digests(*, now: datetime) -> int:
    """Send every digest that is due; returns how many letters were written.

    Any number of workers may do this at once: a member's row is held while its letter is written,
    and a week has one letter at most.
    """
    readers = [role for role, rights in RIGHTS.items() if Right.INSIGHTS in rights]
    found = Member.objects.filter(is_active=True, weekly_digest=True, role__in=readers)
    due = [member for member in found if _monday(member, now)]
    return each(due, lambda member: _send(member.pk, now=now), failed="digest-failed")


def _monday(member: Member, now: datetime) -> date | None:
    """Today, when it is Monday from eight on where they are."""
    there = now.astimezone(ZoneInfo(member.zone))
    return there.date() if there.weekday() == MONDAY and there.hour >= AT else None


@transaction.atomic
def _send(member_id: int, *, now: datetime) -> bool:
    member = Member.objects.select_for_update().get(pk=member_id)
    today = _monday(member, now)
    if today is None or Digest.objects.filter(member=member, week=today).exists():
        return False
    end = datetime.combine(today, time.min, ZoneInfo(member.zone))
    week = week_of(begin=end - A_WEEK, end=end)
    Digest.objects.create(member=member, week=today, at=now, was_sent=week.is_worth_a_letter)
    if week.is_worth_a_letter:
        queue(letters.digest(member, _told(member, week, now=now)), now=now)
    return week.is_worth_a_letter


def _told(member: Member, week: Week, *, now: datetime) -> letters.Told:
    return letters.Told(
        proof=proof(week.wrong),
        week=sentences(week),
        drawn=_drawn(week, now=now),
        worth=_worth(now=now) if may(member, Right.WORTH) else (),
    )


def _drawn(week: Week, *, now: datetime) -> Mapping[str, letters.Shown]:
    """The week's promises; how long people wait and what they say, of three months."""
    asked = Asked(now, first_month(MONTHS, now=now))
    drawn: dict[str, letters.Shown] = {}
    if week.due:
        bars = promises_drawn(week)
        drawn["promises"] = letters.Shown(_("Promises of the week"), bars, bars.says)
    for figure in (times(asked)[0], recommend(scores(asked))):
        if figure.drawing and not figure.table.is_empty:
            words = f"{figure.title} {figure.drawing.says}"
            drawn[figure.key] = letters.Shown(figure.title, figure.drawing, words)
    return drawn


def _worth(*, now: datetime) -> list[str]:
    """What the terms kept last come to now; for analysts alone."""
    amount = said_now(now=now)
    return [_("Money at risk in a year: %(amount)s.") % {"amount": amount}] if amount else []
