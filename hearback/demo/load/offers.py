"""A small thank you in the demo: codes for who applies in one place, some of them redeemed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.demo.load.dice import Dice
from hearback.relations.models import Code
from hearback.relations.offers import actions as act
from hearback.relations.offers.models import PoolState
from hearback.rules.offers import Row, Sort
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.demo.load.house import House

CODES, COMING, SHOP = 80, 0.3, "Queen Street"
LASTS = timedelta(days=120)
# People come by in the second week.
FIRST, LAST = timedelta(days=3), timedelta(days=12)
WORDS = {
    "en": "On everything but repairs, in each of our shops. Show the code at the till.",
    "de": "Auf alles außer Reparaturen, in jedem unserer Läden. Zeigen Sie den Code an der Kasse.",
    "fr": "Sur tout sauf les réparations, dans chacune de nos boutiques. Montrez-le en caisse.",
    "es": "En todo menos las reparaciones, en cada una de nuestras tiendas. Enséñelo en caja.",
}


def thank_applicants(house: House, *, now: datetime) -> None:
    """From the first day at `now`, whoever applies at the first place gets a code with the receipt.

    The codes are the shop's own, so that the same moment gives the same company.
    """
    place = next(iter(house.places.values()))
    first = local_day(now, zone_of(place.zone))
    values: dict[str, object] = {
        "name": "Autumn thanks",
        "value": "10 %",
        "words": WORDS,
        "starts_on": first,
        "ends_on": first + LASTS,
    }
    by = house.administrator
    rows = [Row(Sort.PLACE, str(place.pk))]
    pool = act.save_pool(pool=None, values=values, rows=rows, by=by, now=now)
    listed = "\n".join(f"PINE-{number * 37 + 1203}" for number in range(CODES))
    act.add_codes(pool=pool, text=listed, by=by, now=now)
    act.set_state(pool=pool, state=PoolState.RUNNING, by=by, now=now)
    act.make_till(name=SHOP, by=by, now=now)


def redeem_some(*, now: datetime) -> None:
    """Of those who got a code lately some are in the shop today, until `now`."""
    lately = Code.objects.filter(given_at__range=(now - LAST, now - FIRST), redeemed_at=None)
    for code in lately.order_by("pk").values_list("code", flat=True):
        if Dice(f"at the till {code} {now:%j}").chance(2 * COMING / (LAST - FIRST).days):
            act.redeem(typed=code, where=SHOP, now=now)
