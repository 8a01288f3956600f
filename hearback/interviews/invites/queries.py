"""Reads of what calendars answered: how it is said, and who is missing from what is booked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from hearback.interviews.booking.words import when_words
from hearback.interviews.models import Interview, Panelist, Reply
from hearback.pipeline.queries import who_must_not_be_known_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member

MOST = 50


def answer_words(interview: Interview, who: Interview | Panelist) -> str:
    """What somebody's calendar answered, as the team reads it; empty without an answer.

    `who` is a panelist, or the interview itself for its candidate.
    """
    if who.reply == Reply.NONE:
        return ""
    said = str(Reply(who.reply).label)
    if who.reply_sequence == interview.sequence:
        return said
    return _("%(answer)s, to an earlier time") % {"answer": said}


@dataclass(frozen=True)
class Missing:
    """Somebody whose calendar said no to the time as it is booked.

    `panelist` is the one of us it is, None for the candidate; `when` is said in the reader's zone.
    """

    interview: Interview
    panelist: Panelist | None
    when: str

    @property
    def name(self) -> str:
        """Who cannot come."""
        return self.panelist.member.name if self.panelist else self.interview.application.name


def missing_of(member: Member, *, now: datetime, away: Sequence[Member] = ()) -> list[Missing]:
    """Who cannot come to what this member coordinates and is still to come, soonest first.

    With what those colleagues coordinate who are `away`, for whom they stand in. One query where
    nobody is missing, as on most days.
    """
    said_no = Q(reply=Reply.DECLINED)
    ours = Panelist.objects.filter(
        said_no, is_on=True, interview=OuterRef("pk"), reply_sequence=OuterRef("sequence")
    )
    theirs = said_no & Q(reply_sequence=F("sequence"))
    ahead = Interview.objects.booked().filter(coordinator__in=[member, *away], ends_at__gt=now)
    ahead = ahead.exclude(application__candidate__in=who_must_not_be_known_to(member))
    found = ahead.filter(theirs | Exists(ours)).select_related("application__opening", "round")
    people = Prefetch(
        "panelists", Panelist.objects.filter(said_no, is_on=True).select_related("member")
    )
    interviews = found.prefetch_related(people).order_by("begins_at", "pk")[:MOST]
    return [
        Missing(one, who, when_words(one, member.zone))
        for one in interviews
        for who in _missing_from(one)
    ]


def _missing_from(interview: Interview) -> list[Panelist | None]:
    """Who said no to this very version; None, before all others, for the candidate."""
    version = interview.sequence
    said_no = interview.reply == Reply.DECLINED and interview.reply_sequence == version
    ours = [one for one in interview.panelists.all() if one.reply_sequence == version]
    return [*([None] if said_no else []), *ours]
