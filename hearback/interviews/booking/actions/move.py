"""Moving a booked interview: the candidate within limits, the team at any time with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.interviews.booking import kinds, letters, owing, panel_letters, words
from hearback.interviews.booking.actions.book import record_time
from hearback.interviews.booking.actions.earlier import free
from hearback.interviews.booking.actions.hold import (
    clean_reason,
    hold,
    refuse_ended,
    refuse_unless_ahead,
)
from hearback.interviews.booking.against import look_past, plans_for
from hearback.interviews.booking.seating import panel_of, raise_version, seat, stand_down, stand_up
from hearback.interviews.checking.gate import refuse_frozen
from hearback.interviews.models import InterviewState, Reply
from hearback.kit.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Interview, Panelist
    from hearback.rules.slots import Slot


def why_not_move(interview: Interview, *, now: datetime) -> str:
    """Why the candidate cannot move it by themselves; empty when they can."""
    if interview.begins_at is None:
        return ""
    if interview.begins_at <= now + timedelta(hours=interview.round.notice_hours):
        return _("It is too soon to move it here. Ring us, and we will find a way.")
    if interview.moved >= interview.round.moves:
        return _("It has been moved as often as can be done here. Ring us, and we will find a way.")
    return ""


def may_choose_anew(interview: Interview, *, now: datetime) -> bool:
    """Whether the candidate may look for another time: a move, or the earlier one they wait for."""
    return interview.wants_earlier or not why_not_move(interview, now=now)


@transaction.atomic
def move(
    *,
    interview: Interview,
    slot: Slot,
    reason: str,
    looked: bool = False,
    by: Member | None,
    now: datetime,
) -> Interview:
    """Book another time in the place of the one there is; everybody is told, with the reason.

    `by` is None for the candidate, who may until the round's notice, and as often as it says; a
    time that came free earlier, for which they waited, does not count. Raises Taken when somebody
    was faster, Refused without a reason from the team or outside of those limits; AgainstOrder as
    `invite` does, with `looked` as there.
    """
    interview = hold(interview)
    refuse_unless_ahead(interview)
    if interview.state != InterviewState.BOOKED or interview.begins_at is None:
        raise Refused(_("There is no time yet that could be moved."))
    if interview.begins_at == slot.begins_at and interview.ends_at == slot.ends_at and by is None:
        return interview
    reason = clean_reason(reason, by)
    refuse_ended(interview.application)
    refuse_frozen(interview.application.opening)
    _refuse_move(interview, slot, by=by, now=now)
    if looked and by is not None:
        plans = plans_for(interview.round, slot, by=by)
        look_past(interview.application, plans, by=by, now=now)
    return _move(interview, slot, reason, by=by, now=now)


def _refuse_move(interview: Interview, slot: Slot, *, by: Member | None, now: datetime) -> None:
    if slot.begins_at <= now:
        raise Refused(_("This time has passed. Please choose one that is still to come."))
    if by is not None or is_earlier_wish(interview, slot):
        return
    if why := why_not_move(interview, now=now):
        raise Refused(why)


def is_earlier_wish(interview: Interview, slot: Slot) -> bool:
    """Whether this is the earlier time they waited for."""
    begins_at = interview.begins_at
    return interview.wants_earlier and begins_at is not None and slot.begins_at < begins_at


def _move(
    interview: Interview, slot: Slot, reason: str, *, by: Member | None, now: datetime
) -> Interview:
    before = {one.pk: one for one in panel_of(interview)}
    old_times = {pk: panel_letters.when_for(one) for pk, one in before.items()}
    old = _said_to_candidate(interview)
    free(interview, now=now)
    stand_up(interview)
    stand_down(interview, before.values())
    seat(interview, slot, by=by, now=now)
    _write_down(interview, slot, reason, by=by, now=now)
    debt = owing.after_its_end(interview, slot.ends_at, now=now)
    letter = letters.moved(
        interview, old=old, reason=reason, by_them=by is None, promise=debt.words, now=now
    )
    interview.promise = debt.settle(queue(letter, now=now), by=by, now=now) or interview.promise
    interview.save()
    why = reason or "The candidate chose another time."
    _tell_colleagues(interview, before, old_times, why, now=now)
    if by is None:
        queue(panel_letters.heard(interview, moved=True, reason=reason), now=now)
    record_time(kinds.MOVED, interview, reason=reason, by=by, now=now)
    return interview


def _write_down(
    interview: Interview, slot: Slot, reason: str, *, by: Member | None, now: datetime
) -> None:
    """The new time on the row; whoever had accepted the old one is asked anew."""
    if by is None and not is_earlier_wish(interview, slot):
        interview.moved += 1
    interview.begins_at, interview.ends_at = slot.begins_at, slot.ends_at
    interview.booked_at, interview.reason = now, reason
    interview.sequence += 1
    interview.wants_earlier, interview.waits_since = False, None
    interview.reply, interview.replied_at = Reply.NONE, None
    interview.panelists.update(reply=Reply.NONE, replied_at=None)


def _said_to_candidate(interview: Interview) -> str:
    with translation.override(interview.application.language):
        return words.when_words(interview, words.zone_for(interview.application))


def _tell_colleagues(
    interview: Interview,
    before: Mapping[int, Panelist],
    old_times: Mapping[int, str],
    reason: str,
    *,
    now: datetime,
) -> None:
    """The new time to who comes, old or new to it; who comes no more lets go of the old one."""
    after = panel_of(interview)
    for panelist in after:
        panelist.interview = interview
        old = old_times.get(panelist.pk, "")
        queue(
            panel_letters.seated(panelist, old=old, reason=reason if old else "", now=now), now=now
        )
    gone = before.keys() - {panelist.pk for panelist in after}
    raise_version(interview, gone)
    for panelist in interview.panelists.filter(pk__in=gone).select_related("member"):
        panelist.interview = interview
        when = old_times[panelist.pk]
        queue(panel_letters.freed(panelist, when=when, reason=reason, off=False, now=now), now=now)
