"""A plan as people read it: each round as a programme, times counted from its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.interviews.models import Round, RoundKind
from hearback.interviews.plan.gate import gaps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member
    from hearback.interviews.models import Session
    from hearback.pipeline.models import Criterion, Opening

MINUTES = 60


@dataclass(frozen=True)
class PartShown:
    """A part of a round; `begins` and `ends` are hours and minutes from the round's beginning."""

    part: Session
    begins: str
    ends: str
    who: str
    gone: tuple[Member, ...]
    covers: tuple[Criterion, ...]


@dataclass(frozen=True)
class RoundShown:
    """A round with all a colleague wants to see at a glance; `ahead` is invited and booked."""

    round: Round
    where: str
    length: str
    parts: tuple[PartShown, ...]
    gaps: tuple[str, ...]
    ahead: int

    @property
    def is_open(self) -> bool:
        """Whether people can be invited now: opened, and nothing lacks meanwhile."""
        return self.round.ready_at is not None and not self.gaps


def programme_of(opening: Opening) -> list[RoundShown]:
    """The rounds of an opening in order."""
    rounds = opening.rounds.select_related("place", "opening__place").prefetch_related(
        "rooms", "sessions__people", "sessions__covers__criterion"
    )
    return [_shown(one) for one in rounds]


def uncovered(opening: Opening) -> list[Criterion]:
    """What the job needs and no part asks about."""
    return list(opening.criteria.filter(covered_by=None))


def minutes_words(minutes: int) -> str:
    """A length as people say it: "45 min", "1 h", "1 h 30 min"."""
    hours, rest = divmod(minutes, MINUTES)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    words = _("{hours} h {minutes} min") if rest else _("{hours} h")
    return words.format(hours=hours, minutes=rest)


def who_words(part: Session) -> str:
    """Who asks, such as "Grace, Ben" or "any 2 of Grace, Ben, Jo"; whoever left is left out.

    Empty when nobody is there to ask.
    """
    here = [one.name for one in part.people.all() if one.is_active]
    names = ", ".join(here)
    if not here or not part.needed or part.needed >= len(here):
        return names
    words = _("any one of {names}") if part.needed == 1 else _("any {n} of {names}")
    return words.format(n=part.needed, names=names)


def _shown(visit: Round) -> RoundShown:
    sessions = list(visit.sessions.all())
    length = sum(one.minutes + one.break_after for one in sessions)
    length -= sessions[-1].break_after if sessions else 0
    return RoundShown(
        round=visit,
        where=_where(visit),
        length=minutes_words(length) if length else "",
        parts=tuple(_parts(sessions)),
        gaps=tuple(gaps_of(visit)),
        ahead=visit.interviews.ahead().count(),
    )


def _parts(sessions: Sequence[Session]) -> list[PartShown]:
    shown, at = [], 0
    for part in sessions:
        ends = at + part.minutes
        shown.append(
            PartShown(
                part=part,
                begins=_clock(at),
                ends=_clock(ends),
                who=who_words(part),
                gone=tuple(one for one in part.people.all() if not one.is_active),
                covers=tuple(one.criterion for one in part.covers.all()),
            )
        )
        at = ends + part.break_after
    return shown


def _clock(minutes: int) -> str:
    return f"{minutes // MINUTES}:{minutes % MINUTES:02}"


def _where(visit: Round) -> str:
    if visit.kind == RoundKind.CALL:
        return _("by phone")
    if visit.kind == RoundKind.VIDEO:
        return _("by video")
    rooms = [room.name for room in visit.rooms.all() if room.is_active]
    return ", ".join([visit.meets_at.name, *filter(None, [_(" or ").join(rooms)])])
