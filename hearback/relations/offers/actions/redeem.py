"""Redeeming: by the page for a till, by a webhook, by a file. Of two at once, one wins."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.kit.moments import day_and_year, day_hour
from hearback.ledger.actions import record
from hearback.relations.offers import kinds
from hearback.relations.offers.models import Code
from hearback.relations.offers.queries import our_zone, today_at
from hearback.rules.code_lists import Line, key_of
from hearback.rules.text import one_line
from hearback.rules.voucher_codes import read_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

PLACE_LIMIT, NUMBER_LIMIT = 120, 80
# Longer than any code with all that may stand between its signs.
LONGEST_TYPED = 200
MOST_LINES = 5_000


class Stand(Enum):
    """How a code stands."""

    GOOD = "good"
    DONE = "redeemed now"
    BEFORE = "redeemed before"
    AGAIN = "told again"
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Redeemed:
    """What to tell whoever asked; `code` is none for one that we never gave to anybody."""

    stand: Stand
    sentence: str
    code: Code | None = None

    @property
    def is_right(self) -> bool:
        """Whether there is, or was just now, something to redeem."""
        return self.stand in {Stand.GOOD, Stand.DONE, Stand.AGAIN}


def look_up(typed: str, *, now: datetime) -> Redeemed:
    """How a code stands that somebody typed or scanned; changes nothing."""
    return _stand(_found(typed, hold=False), now=now)


@transaction.atomic
def redeem(
    *, typed: str, where: str, now: datetime, number: str = "", told_by_shop: bool = False
) -> Redeemed:
    """Redeem a code once; whoever comes second is told when and where it was redeemed.

    `number` is that of a webhook, or of the page at a till: the same again is no second time.
    `told_by_shop` says that it has happened already, so a code that is over counts all the same.
    """
    code, number = _found(typed, hold=True), number[:NUMBER_LIMIT]
    if code is not None and number and code.redeemed_by == number:
        words = _("It is redeemed, and counted once. It is worth %(value)s.")
        return Redeemed(Stand.AGAIN, words % {"value": _value(code)}, code)
    stands = _stand(code, now=now)
    allowed = {Stand.GOOD, Stand.OVER} if told_by_shop else {Stand.GOOD}
    if code is None or stands.stand not in allowed:
        return stands
    code.redeemed_at, code.redeemed_by = now, number
    code.redeemed_where = one_line(where, PLACE_LIMIT)
    code.save(update_fields=["redeemed_at", "redeemed_where", "redeemed_by"])
    # Neither application nor person: nobody who decides learns who came to the shop.
    said = {"pool": code.pool.name, "where": code.redeemed_where}
    record(kinds.CODE_REDEEMED, by=None, now=now, payload=said)
    words = _("Redeemed. It is worth %(value)s.") % {"value": _value(code)}
    return Redeemed(Stand.DONE, words, code)


def redeem_all(
    lines: Sequence[Line], *, where: str, now: datetime
) -> Iterator[tuple[Line, Redeemed]]:
    """Redeem a shop's list, each line by itself: a broken one does not hold up the others.

    Raises Refused for more lines than somebody can wait for.
    """
    if len(lines) > MOST_LINES:
        words = _("That is more than %(most)s lines. Please send them in parts.")
        raise Refused(words % {"most": f"{MOST_LINES:,}"})
    for line in lines:
        place = line.more[0] if line.more and line.more[0] else where
        yield line, redeem(typed=line.code, where=place, now=now, told_by_shop=True)


def _found(typed: str, *, hold: bool) -> Code | None:
    """The code that was meant: spaces, dashes and case do not count, nor look-alikes of ours."""
    typed = one_line(typed, LONGEST_TYPED)
    keys = {key_of(typed), key_of(read_code(typed))} - {""}
    codes = Code.objects.filter(key__in=keys, given_at__isnull=False).order_by("pk")
    found = codes.select_for_update() if hold else codes
    return found.first()


def _stand(code: Code | None, *, now: datetime) -> Redeemed:
    if code is None:
        return Redeemed(Stand.UNKNOWN, _("We know no such code. Please look at it once more."))
    if code.redeemed_at is not None:
        said = {"when": day_hour(code.redeemed_at, our_zone()), "where": code.redeemed_where or "?"}
        words = _("This code was redeemed before: %(when)s, %(where)s.") % said
        return Redeemed(Stand.BEFORE, words, code)
    if code.pool.ends_on < today_at(now):
        words = _("This code was good until %(day)s.") % {"day": _day(code)}
        return Redeemed(Stand.OVER, words, code)
    said = {"value": _value(code), "day": _day(code)}
    return Redeemed(Stand.GOOD, _("Good: %(value)s, until %(day)s.") % said, code)


def _value(code: Code) -> str:
    return f"{code.pool.value} {code.pool.currency}".strip()


def _day(code: Code) -> str:
    return day_and_year(code.pool.ends_on)
