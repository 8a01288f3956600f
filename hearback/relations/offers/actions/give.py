"""Giving thanks along with letters: who gets which code, once per person and pool.

Nothing here reads what was decided about anybody: the same person gets the same code with a yes and
with a no (a test tells both). A code stays with its person, whatever becomes of the letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.inbox.thanks import VEILED, Occasion, Thanks
from hearback.ledger.actions.record import Line, record_many
from hearback.relations.offers import kinds
from hearback.relations.offers.actions.claim import Taker, claim, hold_people, is_dry
from hearback.relations.offers.actions.dry import tell_dry
from hearback.relations.offers.models import Aim, Code
from hearback.relations.offers.models import Occasion as With
from hearback.relations.offers.queries import people_behind, rows_of, running, running_at, today_at
from hearback.relations.offers.words import as_thanks
from hearback.rules.offers import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from hearback.relations.offers.actions.claim import Taken
    from hearback.relations.offers.models import Pool
    from hearback.relations.offers.queries import Person

_WITH = {Occasion.RECEIPT: With.RECEIPT, Occasion.ANSWER: With.ANSWER}


def is_open(occasion: Occasion, now: datetime) -> bool:
    """Whether any pool runs whose codes go along with such letters."""
    return bool(running_at(_WITH[occasion], now=now))


@transaction.atomic
def give(applications: Sequence[int], occasion: Occasion, now: datetime) -> Mapping[int, Thanks]:
    """What goes along with the letters to these, by application; asked again, it is the same.

    Codes are bound in the caller's transaction. Where a pool runs dry the letters go without, and
    leads are told once.
    """
    known, pools = _had(applications, occasion, now=now), running_at(_WITH[occasion], now=now)
    new = [key for key in applications if key not in known] if pools else []
    if not new:
        return _usable(known)
    people = people_behind(new)
    hold_people([person.candidate for person in people])
    # Asked once more: whoever held these people before may just have given them something.
    known |= _had(applications, occasion, now=now)
    waiting = [person for person in people if person.application not in known]
    found = _usable(known)
    for pool in pools:
        taken = _from(pool, waiting, _WITH[occasion], now=now)
        found |= {one.application: as_thanks(pool, one.code) for one in taken}
        waiting = [person for person in waiting if person.application not in found]
    return found


def look(applications: Sequence[int], occasion: Occasion, now: datetime) -> Mapping[int, Thanks]:
    """What would go along, as far as rules and free codes tell; no code is taken, nothing held."""
    known, pools = _had(applications, occasion, now=now), running_at(_WITH[occasion], now=now)
    found = _usable(known)
    people = [one for one in people_behind(applications) if one.application not in known]
    for pool in pools:
        if is_dry(pool, now=now):
            continue
        for person in _fitting(pool, people):
            found.setdefault(person.application, as_thanks(pool, VEILED))
    return found


def reward(pool: Pool, taker: Taker, *, now: datetime) -> Code | None:
    """Give somebody a code as a reward; None where the pool is dry, which leads are told."""
    taken = _claimed(pool, [taker], With.REWARD, now=now)
    return Code.objects.get(pk=taken[0].code_id) if taken else None


def reward_pool(aim: Aim, when: str, friend: int, *, now: datetime) -> Pool | None:
    """The pool rewards of this sort come from, if one runs whose rule means the friend's case."""
    told = people_behind([friend])[0].told
    pools = [pool for pool in running(aim, now=now) if pool.reward_when == when]
    return next((pool for pool in pools if fits(rows_of(pool), told)), None)


def _from(
    pool: Pool, people: Iterable[Person], occasion: With, *, now: datetime
) -> Sequence[Taken]:
    meant = _fitting(pool, people)
    takers = {one.candidate: Taker(one.candidate, one.application) for one in meant}
    taken = _claimed(pool, list(takers.values()), occasion, now=now)
    given = {"pool": pool.name, "number": str(pool.public_id)}
    record_many(
        [Line(kinds.OFFER_GIVEN, application_id=one.application, payload=given) for one in taken],
        by=None,
        now=now,
    )
    return taken


def _claimed(
    pool: Pool, takers: Sequence[Taker], occasion: With, *, now: datetime
) -> Sequence[Taken]:
    """Codes for as many as there are; leads are told when there are no more."""
    if not takers:
        return []
    taken = claim(pool, takers, occasion=occasion, now=now)
    if len(taken) < len(takers) and is_dry(pool, now=now):
        tell_dry(pool, now=now)
    return taken


def _fitting(pool: Pool, people: Iterable[Person]) -> list[Person]:
    """Those whom the rule means and who have nothing from this pool, with any application."""
    rows = rows_of(pool)
    meant = [one for one in people if fits(rows, one.told)]
    theirs = Code.objects.filter(pool=pool, given_to__in=[one.candidate for one in meant])
    had = set(theirs.values_list("given_to_id", flat=True)) if meant else set()
    return [one for one in meant if one.candidate not in had]


def _had(
    applications: Sequence[int], occasion: Occasion, *, now: datetime
) -> dict[int, Thanks | None]:
    """What these were given with such a letter before; None for one that is used up or over."""
    mine = Code.objects.filter(application__in=applications, occasion=_WITH[occasion])
    codes = list(mine.select_related("pool"))
    if not codes:
        return {}
    today = today_at(now)
    return {
        code.application_id: None
        if code.redeemed_at or code.pool.ends_on < today
        else as_thanks(code.pool, code.code)
        for code in codes
        if code.application_id is not None
    }


def _usable(known: Mapping[int, Thanks | None]) -> dict[int, Thanks]:
    return {key: thanks for key, thanks in known.items() if thanks is not None}
