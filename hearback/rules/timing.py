"""When an answer leaves: at a decent hour for the reader, and never later than the promise."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hearback.rules.wall import as_utc, local_day, moment_at, zone_of
from hearback.rules.words import Words

DAY = timedelta(days=1)
REFLECTION = timedelta(
    hours=24
)  # between a human no and the letter: time to think again, and not to look unread
MARGIN = timedelta(minutes=30)  # mail needs a while; a letter sent on the stroke arrives late
UNDO = timedelta(seconds=10)
SEARCH_DAYS = 60
SATURDAY = 5


class News(StrEnum):
    """What the letter brings: a no waits for decent hours, good news leaves the same day."""

    DECLINE = "decline"
    GOOD = "good"


@dataclass(frozen=True)
class Hours:
    """When a kind of news may arrive, on the reader's wall clock, both ends included."""

    opens: time
    closes: time
    weekdays_only: bool
    wait: timedelta


HOURS = {
    News.DECLINE: Hours(time(8), time(18), weekdays_only=True, wait=REFLECTION),
    News.GOOD: Hours(time(7), time(21), weekdays_only=False, wait=timedelta()),
}

# A text message rings where a mail does not.
TEXTS = Hours(time(8), time(21), weekdays_only=False, wait=timedelta())

_SENTENCES = {
    "asked": "It goes now, as you asked.",
    "at_once": "It goes at once, because the promise is due.",
    "promise": "It goes %(moment)s, because the promise is due %(due)s.",
    "decent": "It goes %(moment)s: a no waits a day and for working hours where it is read.",
    "good": "It goes as soon as the undo time is over.",
    "morning": "It goes %(moment)s, when it is morning where it is read.",
}


@dataclass(frozen=True)
class SendTime:
    """When to send, in UTC, and why, as a phrase the desk can say in one sentence."""

    moment: datetime
    reason: Words


def when_to_send(
    decided_at: datetime,
    candidate_zone: str,
    holidays: Collection[date],
    not_later_than: datetime | None,
    *,
    news: News = News.DECLINE,
    send_now: bool = False,
    undo: timedelta = UNDO,
) -> SendTime:
    """When the letter about a decision leaves (rule 15 of the domain facts).

    A no leaves at least 24 hours after the human decision, 08:00 to 18:00 on the candidate's clock,
    not on a weekend or on a date in `holidays` (the candidate's). Good news leaves when `undo` is
    over, between 07:00 and 21:00. Either leaves at the latest 30 minutes before `not_later_than`,
    the due moment of the promise it keeps: then quiet hours and the wait give way, though a letter
    that would leave in the night leaves at the end of the day before if it can. If even that has
    passed it leaves at once. `send_now` leaves when `undo` is over; undo itself gives way only if
    it would break the promise. Raises ValueError for an unknown zone, a moment without a zone, or
    sixty days off in a row.
    """
    decided, zone, hours = as_utc(decided_at), zone_of(candidate_zone), HOURS[news]
    due = as_utc(not_later_than) if not_later_than else None
    ready = _after_undo(decided, undo, due)
    if send_now:
        return _because("asked", ready)
    wanted = _first_decent(max(ready, decided + hours.wait), zone, holidays, hours)
    if due and wanted > due - MARGIN:
        if due - MARGIN <= ready:
            return _because("at_once", ready)
        return _because("promise", _out_of_the_night(due - MARGIN, ready, zone, hours), due)
    if news is News.DECLINE:
        return _because("decent", wanted)
    return _because("good" if wanted == ready else "morning", wanted)


def when_to_text(ready: datetime, zone_name: str) -> datetime:
    """When a text nobody is waiting for leaves: 08:00 to 21:00 where it is read, from `ready` on.

    Raises ValueError for an unknown zone or a moment without one.
    """
    return _first_decent(as_utc(ready), zone_of(zone_name), (), TEXTS)


def next_morning(now: datetime, zone: str) -> datetime:
    """The next weekday morning at eight on the clock of `zone`, in UTC; later than `now` (aware).

    Raises ValueError for an unknown zone.
    """
    where = zone_of(zone)
    hours = HOURS[News.DECLINE]
    first = local_day(now, where)
    mornings = (moment_at(first + ahead * DAY, hours.opens, where) for ahead in range(SEARCH_DAYS))
    return next(
        at for at in mornings if at > as_utc(now) and at.astimezone(where).weekday() < SATURDAY
    )


def _after_undo(decided: datetime, undo: timedelta, due: datetime | None) -> datetime:
    """The first moment the letter may leave; undo gives way only where it would break a promise."""
    if due and decided <= due < decided + undo:
        return decided
    return decided + undo


def _first_decent(
    earliest: datetime, zone: ZoneInfo, holidays: Collection[date], hours: Hours
) -> datetime:
    """The first moment from `earliest` on that lies in the reader's hours."""
    first = local_day(earliest, zone)
    for ahead in range(SEARCH_DAYS):
        day = first + ahead * DAY
        if hours.weekdays_only and (day.weekday() >= SATURDAY or day in holidays):
            continue
        moment = max(earliest, moment_at(day, hours.opens, zone))
        if moment <= moment_at(day, hours.closes, zone):
            return moment
    raise ValueError(
        "There is no working day for this letter in the next sixty days; check the holidays."
    )


def _out_of_the_night(limit: datetime, ready: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """`limit`, or when that is in the night the end of the day before, if still to come."""
    day = local_day(limit, zone)
    if limit < moment_at(day, hours.opens, zone):
        day -= DAY
    closes = moment_at(day, hours.closes, zone)
    return closes if ready <= closes < limit else limit


def _because(code: str, moment: datetime, due: datetime | None = None) -> SendTime:
    return SendTime(moment, Words(code, _SENTENCES[code], values={"moment": moment, "due": due}))
