"""How quickly a client's people answer, and how well they keep what they said; never a ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.ledger.models import WORD, Promise, PromiseState

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Client

# From fewer answers than this a figure says more about chance than about people.
ENOUGH = 5
GIVEN = {PromiseState.KEPT, PromiseState.KEPT_LATE}
LATELY = timedelta(days=365)
_HOUR = 3600
_DAY_HOURS = 48


@dataclass(frozen=True)
class Figure:
    """One figure, what it means, and from how much it was worked out."""

    name: str
    value: str
    means: str
    basis: str
    is_few: bool


def score_of(client: Client, *, now: datetime) -> list[Figure]:
    """What the promises of a client's contacts say of the last year, at `now` (aware)."""
    owed = Promise.objects.filter(
        what=WORD, promiser__client=client, made_at__gt=now - LATELY
    ).exclude(state__in=[PromiseState.RELEASED, PromiseState.RENEGOTIATED])
    promises = list(owed.select_related("follows"))
    return [_in_time(promises, now), _speed(promises), _silence(promises, now)]


def _in_time(promises: list[Promise], now: datetime) -> Figure:
    known = [one for one in promises if one.state in GIVEN or one.due_at <= now]
    kept = sum(one.state == PromiseState.KEPT for one in known)
    return Figure(
        _("Answered in time"),
        _("{kept} of {all}").format(kept=kept, all=len(known)) if known else "–",
        _("of the questions due by now, those answered by the date they had agreed to"),
        *_basis(len(known)),
    )


def _speed(promises: list[Promise]) -> Figure:
    given = [one for one in promises if one.state in GIVEN and one.closed_at is not None]
    spans = [one.closed_at - _asked_at(one) for one in given if one.closed_at]
    hours = [span.total_seconds() / _HOUR for span in spans]
    return Figure(
        _("Usual time to answer"),
        _hours(median(hours)) if hours else "–",
        _("half of their answers came sooner; the clock runs day and night"),
        *_basis(len(hours)),
    )


def _asked_at(promise: Promise) -> datetime:
    """When they were first asked; a date they moved themselves does not begin it anew."""
    while promise.follows is not None:
        promise = promise.follows
    return promise.made_at


def _silence(promises: list[Promise], now: datetime) -> Figure:
    silent = [one for one in promises if one.state not in GIVEN and one.due_at <= now]
    return Figure(
        _("Silent now"),
        str(len(silent)),
        _("questions past their date that nobody there has answered yet"),
        *_basis(len(promises)),
    )


def _basis(number: int) -> tuple[str, bool]:
    words = ngettext("from %(number)s question", "from %(number)s questions", number)
    return words % {"number": number}, number < ENOUGH


def _hours(hours: float) -> str:
    if hours < 1:
        return _("under an hour")
    if hours < _DAY_HOURS:
        return _("{number} hours").format(number=round(hours))
    return _("{number} days").format(number=round(hours / 24))
