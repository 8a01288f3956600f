"""When a batch will be done, from what was seen and not from what was hoped."""

from datetime import datetime, timedelta

from hearback.rules.wall import as_utc

ENOUGH_DONE = 5
ENOUGH_TIME = timedelta(seconds=10)
MINUTE = timedelta(minutes=1)


def observed_per_minute(done: int, started_at: datetime, now: datetime) -> float | None:
    """Things done per minute so far; None before five are done and ten seconds gone."""
    spent = as_utc(now) - as_utc(started_at)
    if done < ENOUGH_DONE or spent < ENOUGH_TIME:
        return None
    return done * (MINUTE / spent)


def finish_time(count: int, per_minute: float, start: datetime) -> datetime:
    """When `count` more will be done at `per_minute`, in UTC, rounded up to a whole minute.

    That is `start` itself if none are left. Raises ValueError for a pace that never gets there,
    or not within ten years.
    """
    begin = as_utc(start)
    if count <= 0:
        return begin
    if not per_minute > 0 or count / per_minute > 10 * 366 * 24 * 60:
        raise ValueError("At this pace the batch would not finish; nothing is moving.")
    end = begin + count / per_minute * MINUTE
    return end + (datetime.min.replace(tzinfo=end.tzinfo) - end) % MINUTE
