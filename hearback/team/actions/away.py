"""Being away: entering it, taking it back, and giving away what falls due meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.accounts.models import Absence, Member
from hearback.channels.actions import queue
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import hand_over_many, record
from hearback.team import kinds, letters
from hearback.team.absences import due_while_both_are_away, promises_due_while
from hearback.team.actions.member import check_may_stand_in
from hearback.team.queries import today_of

if TYPE_CHECKING:
    from datetime import date, datetime

LONGEST_DAYS = 400


@transaction.atomic
def go_away(
    member: Member, *, first_day: date, last_day: date, note: str, by: Member, now: datetime
) -> Absence:
    """Note days (local dates, both included) on which a member is away.

    New work goes to the stand-in on these days; promises made before keep their dates and owner.
    Raises Invalid for days that make no sense, Refused when they are noted already.
    """
    _check_days(first_day, last_day, today_of(member, now=now))
    member = Member.objects.select_for_update(of=["self"]).get(pk=member.pk)
    same = member.absences.filter(first_day__lte=last_day, last_day__gte=first_day).first()
    if same is not None:
        raise Refused(
            _("{name} is away {days} already. Take that back first.").format(
                name=member.name, days=days_in_words(same)
            )
        )
    absence = Absence.objects.create(
        member=member, first_day=first_day, last_day=last_day, note=note
    )
    told = {"name": member.name, "days": days_in_words(absence)}
    record(kinds.WENT_AWAY, by=by, now=now, member=member, payload=told)
    return absence


@transaction.atomic
def stay_here(absence: Absence, *, by: Member, now: datetime) -> None:
    """Take an absence back; doing it twice changes nothing."""
    deleted, _kinds = Absence.objects.filter(pk=absence.pk).delete()
    if deleted:
        member = absence.member
        told = {"name": member.name, "days": days_in_words(absence)}
        record(kinds.HERE_AFTER_ALL, by=by, now=now, member=member, payload=told)


@transaction.atomic
def hand_over_while_away(absence: Absence, *, to: Member, by: Member, now: datetime) -> int:
    """Give the promises that fall due in this absence to `to`; returns how many changed hands.

    The dates people were told stay. Raises Refused when `to` could not keep them, or is away too.
    """
    giver = absence.member
    check_may_stand_in(to, giver)
    if due_while_both_are_away(absence, to):
        raise Refused(
            _("{name} is away on one of these days too. Choose somebody who is here.").format(
                name=to.name
            )
        )
    due = promises_due_while(absence)
    first = due.order_by("due_at").values_list("due_at", flat=True).first()
    count = hand_over_many(promises=due, to=to, by=by, now=now)
    if count:
        things = [
            ngettext("{count} promise due {days}", "{count} promises due {days}", count).format(
                count=count, days=days_in_words(absence)
            )
        ]
        told = {"giver": giver.name, "taker": to.name, "things": things[0]}
        queue(letters.handed_over(to, giver, things, first, by=by), now=now)
        record(kinds.HANDED_OVER, by=by, now=now, member=giver, payload=told)
    return count


def days_in_words(absence: Absence) -> str:
    """“on 3 December” or “from 3 December to 7 December”."""
    # Translators: a Django date format for a day in a sentence, see the "date" filter.
    first, last = (date_format(day, _("j F Y")) for day in (absence.first_day, absence.last_day))
    if first == last:
        return _("on {day}").format(day=first)
    return _("from {first} to {last}").format(first=first, last=last)


def _check_days(first_day: date, last_day: date, today: date) -> None:
    if last_day < first_day:
        raise Invalid(_("The last day away comes before the first."))
    if last_day < today:
        raise Invalid(_("These days are over."))
    if (last_day - first_day).days > LONGEST_DAYS:
        raise Invalid(_("That is more than a year. Enter it in parts, or hand the work over."))
