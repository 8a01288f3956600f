"""The days a line names, found in four languages and told apart from the rest of its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hearback.rules.one_line import day_words as said
from hearback.rules.one_line.tongues import BEGINS, ENDS

MARK = "§"
DAY, WEEK = timedelta(days=1), timedelta(days=7)
FRIDAY = timedelta(days=4)
MONTHS_IN_A_YEAR, A_CENTURY, CENTURY = 12, 100, 2000
# Which day "the 31st" is may take two months to find.
LOOK_AHEAD = 62


@dataclass(frozen=True)
class Named:
    """A day somebody names: None when it is over, or may be more than one.

    ahead: from now on, for "in two hours". works: so many working days from now. is_morning: they
    mean its morning. is_week: they have the week until that day. is_bare: only its number was
    said, as in "the 3rd".
    """

    day: date | None
    ahead: timedelta | None = None
    works: int = 0
    is_morning: bool = False
    is_week: bool = False
    is_bare: bool = False


def mark_days(text: str, today: date) -> tuple[str, list[Named]]:
    """`text` (plain) with a mark in place of each day it names, and those days in order.

    Each is the nearest in the future from `today`, the writer's date.
    """
    found: list[Named] = []

    def mark(match: re.Match[str]) -> str:
        found.append(_led(match, _named(match, today), today))
        return MARK

    return _ALL.sub(mark, text.replace(MARK, " ")), found


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return f"(?:{'|'.join(ordered)})"


def _joined(pattern: str) -> str:
    """A pattern written over several lines as one; spaces inside a line stand for themselves."""
    return "".join(line.strip() for line in pattern.splitlines())


_DAY_OF_WEEK = {word: day for day, words in enumerate(said.WEEKDAYS) for word in words}
_MONTH = {word: month for month, words in enumerate(said.MONTHS, 1) for word in words}
_WEEKDAY, _MONTHS = _any(_DAY_OF_WEEK), _any(_MONTH)
_NUMBER = rf"(?:\d{{1,3}}|{_any(said.NUMBERS)})"
_SMALL = "(?:(?:on|am|den|der|dem|le|el|al|du|au|the|by|zum|for|para|pour) )?"
_DATES = _joined(
    rf"""
    (?:(?P<with>{_WEEKDAY}),? (?:the |den |dem |le |el )?)?
    (?:(?P<iso>\d{{4}}-\d\d-\d\d)
    |(?P<dotted>\d{{1,2}}\. ?\d{{1,2}}\.(?: ?\d{{4}}| ?\d\d(?![\d:.]))?)
    |(?P<slashed>\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)
    |(?P<day_month>\d{{1,2}}(?:st|nd|rd|th|er|\.|º)? (?:of |de )?{_MONTHS}
    \.?(?:,? (?:de |del )?\d{{4}})?)
    |(?P<month_day>{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?))
    |(?P<day_only>(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?! \w*(?:round|interview|time|year|floor))
    |(?:am|dem|den|zum|vom|bis|nach|vor|ab) (?:dem |zum )?\d{{1,2}}\.(?!\d)
    |(?:le|du|au) \d{{1,2}}(?! ?h)|(?:el|del|al) (?:dia )?\d{{1,2}}
    |(?(lead)\d{{1,2}}(?![\d/.:]| \w)|(?!)))
    """
)
_UNIT = _joined(
    r"""
    (?P<unit>(?:business|working) days?|werktage?n?|arbeitstage?n?|jours? ouvres
    |dias? habil(?:es)?|days?|tage?n?|jours?|dias?|weeks?|wochen?|semaines?|semanas?
    |hours?|stunden?|heures?|horas?|minutes?|minuten?|minutos?|fortnight)
    """
)
_RELATIVE = _joined(
    rf"""
    (?P<after_tomorrow>{_any(said.AFTER_TOMORROW)})
    |(?<!not )(?<!pas )(?<!nicht )(?P<today>{_any(said.TODAY)})(?! (?:nicht|no|not|pas)\b)
    |(?<!guten )(?<!la )(?<!esta )(?<!am )(?P<tomorrow>{_any(said.TOMORROW)})
    |(?P<early>{_any(said.EARLY_NEXT_WEEK)})
    |(?P<next_week>{_any(said.NEXT_WEEK)})
    |(?P<this_week>{_any(said.THIS_WEEK)})
    |(?P<weekday>(?:{_any((*said.NEXT, *said.COMING))} )?{_WEEKDAY}(?: {_any(said.NEXT_BEHIND)})?)
    |(?P<amount>(?:(?:in|within|innerhalb von|binnen|dans|d'ici|sous|en|dentro de) )?
    (?:(?:another|noch|encore|about|otros) )?(?P<number>{_NUMBER}) (?:more )?{_UNIT}
    (?! (?:of|experience|notice|late))(?: time)?)
    """
)
_ALL = re.compile(
    _joined(
        rf"""
        {BEGINS}
        (?:(?P<lead>{_any((*said.NOT_BEFORE, *said.AFTER, *said.BEFORE, *said.OVER))}) )?
        {_SMALL}(?:{_DATES}|{_RELATIVE})
        (?:,? (?:in the |am )?(?:(?P<morning>{_any(said.MORNING)})|{_any(said.REST_OF_DAY)}))?
        (?:,? (?:(?:at|um|a|a las|vers|gegen|by|around) )?\d{{1,2}}
        (?:[:.h]\d\d| ?(?:am|pm|uhr|h)\b))?
        (?P<over> {_any(said.OVER_BEHIND)})?
        {ENDS}
        """
    )
)
_NEAR = ("today", "tomorrow", "after_tomorrow")


def _named(match: re.Match[str], today: date) -> Named:
    """The day itself, whatever stands before it."""
    morning = bool(match["morning"])
    monday = today - today.weekday() * DAY
    if match["amount"]:
        return _in_so_long(match, today)
    if match["weekday"]:
        return Named(_weekday(match["weekday"], today), is_morning=morning)
    if match["next_week"]:
        return Named(monday + WEEK + FRIDAY, is_week=True)
    if match["this_week"]:
        return Named(monday + FRIDAY, is_week=True)
    if match["early"]:
        return Named(monday + WEEK)
    near = [ahead for ahead, group in enumerate(_NEAR) if match[group]]
    day = today + near[0] * DAY if near else _dated(match, today)
    return Named(day, is_morning=morning, is_bare=bool(match["day_only"]))


def _led(match: re.Match[str], named: Named, today: date) -> Named:
    """What "after", "before" and "last" make of it."""
    lead = match["lead"] or ""
    if lead in said.OVER or match["over"]:
        return Named(None)
    if named.day is None or lead not in (*said.AFTER, *said.BEFORE):
        return named
    if lead in said.BEFORE:
        day = named.day - (WEEK if named.is_week else DAY)
        is_past = day < today or match["amount"] is not None
        return Named(None if is_past else day, is_week=named.is_week)
    return Named(named.day + (3 if named.is_week else 1) * DAY)


def _in_so_long(match: re.Match[str], today: date) -> Named:
    word, unit = match["number"], match["unit"]
    number = int(word) if word.isdigit() else said.NUMBERS[word]
    if unit.startswith(("hour", "stunde", "heure", "hora")):
        return Named(today, ahead=timedelta(hours=number))
    if unit.startswith("minut"):
        return Named(today, ahead=timedelta(minutes=number))
    if unit.startswith(("business", "working", "werk", "arbeit")) or " " in unit:
        return Named(today + number * DAY, works=number)
    days = 14 if unit == "fortnight" else 7 if unit.startswith(("week", "woche", "sem")) else 1
    return Named(today + number * days * DAY)


def _weekday(words: str, today: date) -> date | None:
    """The nearest of its kind after today; "next" must mean the same in either of its senses."""
    [wanted] = [day for word, day in _DAY_OF_WEEK.items() if word in words.split()]
    ahead = (wanted - today.weekday() - 1) % 7 + 1
    rest = [word for word in words.split() if word not in _DAY_OF_WEEK]
    is_next = " ".join(rest) in (*said.NEXT, *said.NEXT_BEHIND)
    if is_next and today.weekday() + ahead < WEEK.days:
        return None
    return today + ahead * DAY


def _dated(match: re.Match[str], today: date) -> date | None:
    """A date in figures or by its month; None when it may be two days, or is none at all."""
    if match["day_only"]:
        number = int(re.findall(r"\d+", match["day_only"])[0])
        days = (today + ahead * DAY for ahead in range(1, LOOK_AHEAD))
        return next((day for day in days if day.day == number), None)
    try:
        day = _written(match, today)
    except ValueError:
        return None
    is_other = match["with"] and day and _DAY_OF_WEEK[match["with"]] != day.weekday()
    return None if is_other else day


def _written(match: re.Match[str], today: date) -> date | None:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    words = match["dotted"] or match["slashed"] or match["day_month"] or match["month_day"]
    figures = [int(number) for number in re.findall(r"\d+", words)]
    named = [_MONTH[word] for word in re.findall(r"[a-z]+", words) if word in _MONTH]
    if named:
        return _nearest(figures[0], named[0], figures[1:], today)
    first, second = figures[:2]
    if match["slashed"] and first != second and max(first, second) <= MONTHS_IN_A_YEAR:
        return None
    if match["slashed"] and second > MONTHS_IN_A_YEAR:
        first, second = second, first
    return _nearest(first, second, figures[2:], today)


def _nearest(day: int, month: int, years: list[int], today: date) -> date:
    """That date in its year, or the next one from today on. Raises ValueError for 30 February."""
    if years:
        return date(years[0] + (CENTURY if years[0] < A_CENTURY else 0), month, day)
    soon = date(today.year, month, day)
    return soon if soon >= today else date(today.year + 1, month, day)
