"""Whatever somebody owes, words and scorecards, and whoever chases: one reminder a day, not two."""

# M24

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.channels.models import Message
from hearback.feedback.asking.actions import contact_for
from hearback.feedback.following.actions import follow_up, remind
from hearback.feedback.tests.makers import asked
from hearback.inbox.chased import SCORECARD, WORD
from hearback.interviews.kits.actions import owe_scorecards, tend_scorecards
from hearback.interviews.kits.actions import remind as remind_of_scorecard
from hearback.interviews.kits.tests.makers import AFTER, seat, visited
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, booked
from hearback.kit.errors import Refused
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise
from hearback.rules.wall import local_day, zone_of
from tests.cast import Cast, apply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAYS = 4


@pytest.fixture
def visits(cast: Cast) -> list[Interview]:
    """Three visits that are over; Ben owes a scorecard for each, and a word on two others."""
    first = visited(cast, apply(cast), with_jo=False)
    found = [first]
    for number, name in enumerate(("Kofi Mensah", "Ida Lind"), start=1):
        later = booked(cast, apply(cast, name), first.round, at=MONDAY - number * 3 * HOUR)
        later.state, later.ended_at = InterviewState.HELD, later.ends_at
        later.save()
        found.append(later)
    for name in ("Somebody Else", "Nobody Knows"):
        asked(cast, contact_for(cast.ben), name=name, now=AFTER - 3 * HOUR)
    for one in found:
        owe_scorecards(one, now=AFTER)
    return found


def _days_chased(cast: Cast) -> Counter[object]:
    zone = zone_of(cast.ben.zone)
    theirs = Message.objects.filter(to_address=cast.ben.email, purpose__in=(WORD, SCORECARD))
    return Counter(local_day(at, zone) for at in theirs.values_list("created_at", flat=True))


def test_two_scorecards_of_one_day_are_one_letter_that_names_both(
    cast: Cast, visits: list[Interview]
) -> None:
    due = Promise.objects.filter(scorecard_debt__panelist__member=cast.ben)
    then = min(one.next_at for one in due)
    sweep(now=then + HOUR)
    (letter,) = Message.objects.filter(to_address=cast.ben.email, purpose=SCORECARD)
    for visit in visits:
        assert visit.application.name in letter.subject + letter.text
    for visit in visits:
        with pytest.raises(Refused, match="was reminded on"):
            remind_of_scorecard(panelist=seat(visit, cast.ben), by=cast.susan, now=then + 2 * HOUR)


@pytest.mark.parametrize("seed", range(4))
def test_whoever_chases_in_whichever_order_nobody_is_reminded_twice_a_day(
    cast: Cast, visits: list[Interview], seed: int
) -> None:
    """By the clock in any order, and by recruiters who press whatever they can."""
    dice = random.Random(seed)  # noqa: S311  a tale told anew, no secret
    ben = contact_for(cast.ben)

    def press(*, now: datetime) -> None:
        with suppress(Refused):
            if dice.random() < 1 / 2:
                remind(contact=ben, by=cast.susan, now=now)
            else:
                visit = dice.choice(visits)
                remind_of_scorecard(panelist=seat(visit, cast.ben), by=cast.jo, now=now)

    for step in range(DAYS * 12):
        acts: list[Callable[..., object]] = [sweep, follow_up, tend_scorecards]
        acts += [press] if dice.random() < 1 / 4 else []
        dice.shuffle(acts)
        for act in acts:
            act(now=AFTER + step * 2 * HOUR)
    chased = _days_chased(cast)
    assert chased, "he is reminded at all"
    assert max(chased.values()) == 1, chased
