"""What goes along with letters: codes, and where the house wants it, the way to pass on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hearback.inbox.thanks import Giver, Occasion, Thanks
from hearback.relations.friends.queries import friend_rules
from hearback.relations.offers.actions import GIVER as CODES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


def give(applications: Sequence[int], occasion: Occasion, now: datetime) -> Mapping[int, Thanks]:
    """Codes, bound in the caller's transaction, and the line about passing on."""
    return _passing_on(CODES.give(applications, occasion, now), applications, occasion)


def look(applications: Sequence[int], occasion: Occasion, now: datetime) -> Mapping[int, Thanks]:
    """The same to look at; nothing is taken."""
    return _passing_on(CODES.look(applications, occasion, now), applications, occasion)


def _passing_on(
    found: Mapping[int, Thanks], applications: Sequence[int], occasion: Occasion
) -> Mapping[int, Thanks]:
    rules = friend_rules()
    if occasion is not Occasion.ANSWER or not (rules.is_on and rules.in_letters):
        return found
    nothing = Thanks()
    return {key: replace(found.get(key, nothing), pass_on=True) for key in applications}


GIVER = Giver(give=give, look=look, given=CODES.given, is_open=CODES.is_open)
