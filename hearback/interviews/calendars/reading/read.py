"""Reads a calendar whole: asks for it, works it out, and says in a sentence what went wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from hearback.interviews.calendars.reading import caldav, troubles
from hearback.interviews.calendars.reading.box import work_out
from hearback.interviews.calendars.reading.door import Watch
from hearback.interviews.calendars.reading.fetch import Answer, Question, ask
from hearback.interviews.calendars.reading.multistatus import is_calendar
from hearback.interviews.calendars.reading.scan import NotRead

if TYPE_CHECKING:
    from hearback.interviews.calendars.reading.box import Times
    from hearback.interviews.calendars.reading.fetch import Source
    from hearback.interviews.calendars.reading.scan import Sight

SECONDS: Final = 10.0
# Some servers stamp every event with the moment they are asked; nothing has changed by that.
_STAMPS: Final = re.compile(rb"\nDTSTAMP[^\n]*")
MOST_ABOUT_ONE: Final = 64 * 1024


@dataclass(frozen=True)
class Reading:
    """What came of reading: `times` is None when the calendar says what it said before."""

    digest: str
    is_caldav: bool
    times: Times | None


def read(source: Source, sight: Sight, *, known: str = "", seconds: float = SECONDS) -> Reading:
    """Read a calendar; `known` is the digest of what was read of it before, if that still holds.

    Takes at most `seconds` to fetch it, and then a few more to work it out. Raises Unreadable.
    """
    in_the_clear = bool(source.user) and source.url.startswith("http:")
    with Watch(seconds, inside_only=in_the_clear) as watch:
        answer, is_caldav = _fetch(source, sight, watch)
    digest = _digest(answer.body, sight)
    if digest == known:
        return Reading(digest, is_caldav, None)
    times = _work_out(answer.body, source, sight, is_caldav=is_caldav)
    if is_caldav and not times.answers:
        with Watch(seconds, inside_only=in_the_clear) as watch:
            _check_is_calendar(source, watch)
    return Reading(digest, is_caldav, times)


def _fetch(source: Source, sight: Sight, watch: Watch) -> tuple[Answer, bool]:
    """The calendar as it came, and whether by CalDAV; a name is asked for there first."""
    status = 0
    if source.user:
        answer = ask(source, caldav.events_between(sight), watch)
        if answer.is_good:
            return answer, answer.status == 207  # noqa: PLR2004  Multi-Status
        status = answer.status
    if not source.user or status in caldav.NOT_ASKED_SO:
        answer = ask(source, Question(), watch)
        if answer.is_good:
            return answer, False
        status = answer.status
    raise troubles.answers(source.host, status)


def _work_out(content: bytes, source: Source, sight: Sight, *, is_caldav: bool) -> Times:
    try:
        return work_out(content, sight, is_multistatus=is_caldav)
    except NotRead as refused:
        raise troubles.of_what_came(refused.code, source.host) from None


def _check_is_calendar(source: Source, watch: Watch) -> None:
    answer = ask(source, caldav.what_are_you(), watch)
    try:
        sure = answer.is_good and is_calendar(answer.body[:MOST_ABOUT_ONE])
    except NotRead:
        sure = False
    if not sure:
        raise troubles.is_folder(source.host)


def _digest(content: bytes, sight: Sight) -> str:
    """Of everything the times depend on: what came, whose it is, and on which clock it is read."""
    about = f"{sight.zone}|{sight.owner}|{sorted(sight.ours)}|"
    return sha256(about.encode() + _STAMPS.sub(b"", content)).hexdigest()
