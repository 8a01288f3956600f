"""Whether a company, a person or an hour is one that a candidate's order speaks of."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import IntEnum

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.lines import unaccented
from hearback.rules.wall import as_utc, local_day, zone_of

_WORD = re.compile(r"\w+")
# What stands at a company's name without telling it from another.
_FORMS = frozenset(
    _WORD.findall(
        "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh mbh ag kg "
        "kgaa ug ohg ev se sa sas sasu sarl eurl snc spa srl sl slu bv nv ab oy as aps pty pte "
        "group groupe gruppe grupo holding holdings"
    )
)
_JOINTS = frozenset({"and", "und", "et", "y", "e", "the", "of"})
_INITIALS_DOT = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_APOSTROPHE = re.compile(r"[’'`´]")
# Shorter names are alike too soon, and one letter more or less makes them another name.
SHORTEST_ALIKE, ALIKE = 5, 0.85
SHORTEST_INITIALS = 3
DAY = timedelta(days=1)
# Two weeks hold every weekly window, also one that a change of clocks swallows.
LOOK_AHEAD = 15


class Likeness(IntEnum):
    """How sure it is that a name is the one an order speaks of; NEAR is for a person to decide."""

    NONE = 0
    NEAR = 1
    SAME = 2


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name: small, without accents, dots of initials and apostrophes."""
    plain = _APOSTROPHE.sub("", unaccented(text))
    return tuple(_WORD.findall(_INITIALS_DOT.sub("", plain).replace("_", " ")))


def company_words(name: str) -> tuple[str, ...]:
    """A company's words without "and" and its legal form, as long as a word is left."""
    first, *others = words_of(name.replace("&", " ").replace("+", " ")) or [""]
    words = [first, *(word for word in others if word not in _JOINTS)]
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    while len(words) > 1 and words[0] in _FORMS | _JOINTS:
        words.pop(0)
    return tuple(word for word in words if word)


def company_likeness(avoided: str, name: str) -> Likeness:
    """Whether `name` is the company an order calls `avoided`.

    The same name is SAME. One whose whole words hold the other's ("Target" and "Target Canada"),
    that differs by a slip of the pen, or is the other's initials is NEAR.
    """
    one, other = company_words(avoided), company_words(name)
    if not one or not other:
        return Likeness.NONE
    if "".join(one) == "".join(other):
        return Likeness.SAME
    # A company may be called by what is a legal form elsewhere: "AB" and "AB Nordic".
    said = (words_of(avoided), words_of(name))
    near = any(holds(*pair) or holds(*reversed(pair)) for pair in ((one, other), said))
    slip = _slip("".join(one), "".join(other))
    return Likeness.NEAR if near or slip or _initials(one, other) else Likeness.NONE


def person_likeness(avoided: str, name: str) -> Likeness:
    """Whether `name` is the person an order calls `avoided`, in whatever order its words stand.

    A part of the other's name, the same family name with the same initial, or a slip is NEAR.
    """
    one, other = words_of(avoided), words_of(name)
    if not one or not other:
        return Likeness.NONE
    if sorted(one) == sorted(other):
        return Likeness.SAME
    part = set(one) <= set(other) or set(other) <= set(one)
    initial = one[-1] == other[-1] and one[0][0] == other[0][0]
    slip = _slip("".join(sorted(one)), "".join(sorted(other)))
    return Likeness.NEAR if part or initial or slip else Likeness.NONE


def most_alike(likenesses: Iterable[Likeness]) -> Likeness:
    """The surest of several, NONE when there is none."""
    return max(likenesses, default=Likeness.NONE)


def holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether `shorter` stands in `longer` as whole words, in order and next to each other."""
    if not shorter:
        return False
    starts = range(len(longer) - len(shorter) + 1)
    return any(tuple(longer[at : at + len(shorter)]) == tuple(shorter) for at in starts)


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST_ALIKE:
        return False
    # The ratio of two texts depends on which comes first; so does not what we say.
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether either is the first letters of the other: "IBM"."""
    pairs = ((one, other), (other, one))
    return any(
        len(long) >= SHORTEST_INITIALS and "".join(word[0] for word in long) == "".join(short)
        for long, short in pairs
    )


def is_safe(moment: datetime, hours: WorkingCalendar) -> bool:
    """Whether a moment (aware) lies in the weekly windows of `hours`; an end is outside."""
    return next_safe(moment, hours) == as_utc(moment)


def next_safe(moment: datetime, hours: WorkingCalendar) -> datetime:
    """The first moment from this one on, in UTC, that lies in the weekly windows of `hours`.

    The windows are those of a clock on the wall, so they move with it when clocks are changed.
    """
    moment = as_utc(moment)
    day = local_day(moment, zone_of(hours.zone)) - DAY
    for ahead in range(LOOK_AHEAD + 1):
        for begins_at, ends_at in hours.spans(day + ahead * DAY):
            if ends_at > moment:
                return max(begins_at, moment)
    raise ValueError("These hours leave no safe moment within two weeks.")


def is_safe_throughout(begins_at: datetime, ends_at: datetime, hours: WorkingCalendar) -> bool:
    """Whether everything between two moments lies in the windows of `hours`."""
    moment = as_utc(begins_at)
    while moment < as_utc(ends_at):
        if not is_safe(moment, hours):
            return False
        moment = _end_of_window(moment, hours)
    return True


def safe_part(
    begins_at: datetime, ends_at: datetime, hours: WorkingCalendar
) -> tuple[datetime, datetime] | None:
    """The first stretch between two moments that is safe, in UTC; None when nothing of it is."""
    start = next_safe(begins_at, hours)
    if start >= as_utc(ends_at):
        return None
    return start, min(_end_of_window(start, hours), as_utc(ends_at))


def _end_of_window(moment: datetime, hours: WorkingCalendar) -> datetime:
    """When the window ends that this safe moment lies in."""
    day = local_day(moment, zone_of(hours.zone)) - DAY
    ends = (
        ends_at
        for ahead in range(3)
        for begins_at, ends_at in hours.spans(day + ahead * DAY)
        if begins_at <= moment < ends_at
    )
    return max(ends)


def lies_within(narrower: WorkingCalendar, wider: WorkingCalendar) -> bool:
    """Whether hours that replace others allow nothing that those did not."""
    if narrower.zone != wider.zone:
        return False
    return all(
        any(_inside(one, other) for other in wider.hours.get(day, ()))
        for day, periods in narrower.hours.items()
        for one in periods
    )


def _inside(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    (start, end), (first, last) = (tuple(map(_minute, pair)) for pair in (one, other))
    return first <= start and (end or 24 * 60) <= (last or 24 * 60)


def _minute(wall: object) -> int:
    hour, minute = str(wall).split(":")[:2]
    return int(hour) * 60 + int(minute)
