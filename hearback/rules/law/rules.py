"""Law as data: each duty a dated record with its source; a change in the law is an edit here.

Not legal advice. A record that is only proposed, not yet in force, or repealed never makes a
promise with the source "law" (rule 25 of the domain facts).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hearback.rules.law.clocks import calendar_days_after, months_after, years_after


class DayKind(StrEnum):
    """What a statute counts."""

    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    YEARS = "years"


class Status(StrEnum):
    """How far a law has come."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REPEALED = "repealed"


class Source(StrEnum):
    """Why a promise exists, as the ledger stores it: the employer's own rule, or the law."""

    RULE = "rule"
    LAW = "law"


@dataclass(frozen=True)
class LawRule:
    """One duty with a clock.

    jurisdiction: ISO 3166 code. trigger: what starts the clock. amount, day_kind: how long it runs.
    trigger_day_counts, last_day_counts: whether those days belong to the period. holiday_roll:
    whether a last day on a weekend or holiday moves on. min_staff: smallest employer covered.
    source: address of the text. checked_on: when a person last read it. in_force_from: first
    trigger day it applies to. Raises ValueError for a record in force without a start, or without
    an address.
    """

    id: str
    jurisdiction: str
    duty: str
    trigger: str
    amount: int
    day_kind: DayKind
    source: str
    checked_on: date
    status: Status
    in_force_from: date | None = None
    trigger_day_counts: bool = False
    last_day_counts: bool = True
    holiday_roll: bool = False
    min_staff: int = 0

    def __post_init__(self) -> None:
        if not self.source.startswith("https://"):
            raise ValueError(f"The law record {self.id} needs the address of its text.")
        if self.status is Status.IN_FORCE and self.in_force_from is None:
            raise ValueError(f"The law record {self.id} is in force and needs the date it began.")


ONTARIO_ANSWER = LawRule(
    id="ca-on-answer-after-interview",
    jurisdiction="CA-ON",
    duty="Tell everyone interviewed for a public posting whether a hiring decision has been made.",
    trigger="last interview held",
    amount=45,
    day_kind=DayKind.CALENDAR_DAYS,
    source="https://www.ontario.ca/document/your-guide-employment-standards-act-0/requirements-related-publicly-advertised-job",
    checked_on=date(2026, 11, 22),
    status=Status.IN_FORCE,
    in_force_from=date(2026, 1, 1),
    min_staff=25,
)


def last_day(rule: LawRule, trigger_day: date, holidays: Collection[date] = ()) -> date:
    """The last local date on which the duty can be met; whether it binds is asked elsewhere."""
    first = trigger_day - timedelta(days=rule.trigger_day_counts)
    if rule.day_kind is DayKind.MONTHS:
        last = months_after(first, rule.amount, holidays, roll=rule.holiday_roll)
    elif rule.day_kind is DayKind.YEARS:
        last = years_after(first, rule.amount)
    else:
        last = calendar_days_after(first, rule.amount)
    return last - timedelta(days=not rule.last_day_counts)


def source_of(rule: LawRule, trigger_day: date) -> Source:
    """LAW if the record binds on `trigger_day`; else at most the employer's own rule."""
    begun = rule.in_force_from is not None and rule.in_force_from <= trigger_day
    return Source.LAW if rule.status is Status.IN_FORCE and begun else Source.RULE


def law_day(rule: LawRule, trigger_day: date, holidays: Collection[date] = ()) -> date:
    """The date for a promise by law; raises ValueError when the record does not bind that day."""
    if source_of(rule, trigger_day) is not Source.LAW:
        raise ValueError(
            f"{rule.id} is not law on {trigger_day:%Y-%m-%d}; "
            "a promise from it is the employer's own."
        )
    return last_day(rule, trigger_day, holidays)
