"""Standing in: a colleague takes another's seats; the time stays, those concerned are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.interviews.booking import kinds, letters, panel_letters
from hearback.interviews.booking.actions.hold import clean_reason, hold, refuse_unless_ahead
from hearback.interviews.booking.against import heed_orders
from hearback.interviews.booking.seating import (
    NEVER_TWICE,
    hold_members,
    panel_of,
    panelist_of,
    raise_version,
    take_seat,
)
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.orders import Plan

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Panelist


@transaction.atomic
def replace(
    *,
    panelist: Panelist,
    stand_in: Member,
    reason: str,
    looked: bool = False,
    by: Member | None,
    now: datetime,
) -> Panelist:
    """Let a colleague take the seats of another, who lets go; the candidate is told who and why.

    The interview's version stays: nobody has to answer again. Raises Refused without a reason from
    the team, for somebody who has left, sits there already or is booked elsewhere.
    """
    interview = hold(panelist.interview)
    panelist = interview.panelists.select_related("member").get(pk=panelist.pk)
    panelist.interview = interview
    reason = clean_reason(reason, by) or _("Something came up.")
    refuse_unless_ahead(interview)
    stand_in = hold_members([stand_in.pk])[stand_in.pk]
    _refuse_stand_in(panelist, stand_in)
    heed_orders(interview.application, [Plan(member=stand_in)], by=by, looked=looked, now=now)
    let_go = interview.panelists.filter(member=stand_in, is_on=False).values_list("pk", flat=True)
    raise_version(interview, [panelist.pk, *let_go])
    new = _swap(panelist, stand_in)
    for one in (panelist, new):
        one.refresh_from_db(fields=["version_ahead"])
        one.interview = interview
    _tell(panelist, new, reason, now=now)
    _record(panelist, stand_in, reason, by=by, now=now)
    return new


def _record(
    panelist: Panelist, stand_in: Member, reason: str, *, by: Member | None, now: datetime
) -> None:
    interview = panelist.interview
    record(
        kinds.REPLACED,
        by=by,
        now=now,
        application=interview.application,
        payload={
            "interview": interview.pk,
            "name": interview.application.name,
            "round": interview.round.name,
            "giver": panelist.member.name,
            "taker": stand_in.name,
            "reason": reason,
        },
    )


def _tell(panelist: Panelist, new: Panelist, reason: str, *, now: datetime) -> None:
    """To who comes, to who does not, and to the candidate."""
    interview, giver, stand_in = panelist.interview, panelist.member, new.member
    queue(panel_letters.seated(new, giver=giver.name, reason=reason, now=now), now=now)
    when = panel_letters.when_for(panelist)
    freed = panel_letters.freed(
        panelist, when=when, reason=reason, off=False, stand_in=stand_in.name, now=now
    )
    queue(freed, now=now)
    told = letters.changed(interview, giver=giver, stand_in=stand_in, reason=reason, now=now)
    queue(told, now=now)
    _tell_others(panelist, new, now=now)


def _tell_others(panelist: Panelist, new: Panelist, *, now: datetime) -> None:
    """To who takes part besides: their calendars name whom they sit with."""
    said = {"taker": new.member.name, "giver": panelist.member.name}
    with translation.override(panel_letters.TO_COLLEAGUES):
        news = [_("%(taker)s comes in the place of %(giver)s.") % said]
    for other in panel_of(panelist.interview):
        if other.pk != new.pk:
            other.interview = panelist.interview
            queue(panel_letters.details(other, news=news, now=now), now=now)


def _refuse_stand_in(panelist: Panelist, stand_in: Member) -> None:
    if not panelist.is_on:
        raise Refused(_("{name} is not in this interview.").format(name=panelist.member.name))
    if not stand_in.is_active:
        raise Refused(_("{name} is not with us any more.").format(name=stand_in.name))
    if stand_in.pk == panelist.member_id:
        raise Refused(_("Choose somebody else than who cannot come."))
    parts = panelist.seats.filter(is_on=True).values("sitting")
    if stand_in.seats.filter(sitting__in=parts, is_on=True).exists():
        raise Refused(
            _("{name} sits in this part already. Choose somebody else.").format(name=stand_in.name)
        )


def _swap(panelist: Panelist, stand_in: Member) -> Panelist:
    """The seats change hands; the database refuses somebody who sits elsewhere then."""
    seats = list(panelist.seats.filter(is_on=True).select_related("sitting"))
    panelist.is_on = False
    panelist.save(update_fields=["is_on"])
    panelist.seats.update(is_on=False)
    new = panelist_of(panelist.interview, stand_in, is_stand_in=True)
    try:
        with transaction.atomic():
            for seat in seats:
                take_seat(seat.sitting, new)
    except IntegrityError as error:
        if NEVER_TWICE not in str(error):
            raise
        raise Refused(
            _("{name} is in another interview at that time.").format(name=stand_in.name)
        ) from error
    return new
