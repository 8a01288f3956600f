"""A shop's notice of one customer, whoever sent it and in whatever layout, taken in once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.relations.customers.actions.shop import hear_of, is_new, let_go
from hearback.relations.customers.keys import secret, shop_key
from hearback.relations.customers.layout import (
    BrokenRow,
    Known,
    NoCustomer,
    Terms,
    columns_of,
    read_row,
)
from hearback.relations.customers.models import ShopKey
from hearback.rules.matching import mail_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.relations.customers.models import ShopKind


@dataclass(frozen=True)
class Notice:
    """What a shop said: about which of its customers, in cells named as a list's columns are.

    `mark` is the same for the same notice only; `years` is for how many the value stands.
    """

    kind: ShopKind
    number: str
    cells: Mapping[str, str]
    mark: str
    is_gone: bool
    years: float = 1.0


@transaction.atomic
def take_in(notice: Notice, *, now: datetime) -> None:
    """Keep, change or forget the customer; a notice that came before changes nothing.

    One without address and number, or of somebody who never ordered, leaves no customer.
    """
    key = ShopKey.objects.filter(kind=notice.kind).first()
    if key is None or not is_new(number=f"{notice.kind}|{notice.is_gone}|{notice.mark}", now=now):
        return
    theirs = shop_key(notice.kind, notice.number)
    terms = Terms(secret(), key.currency, key.country, notice.years)
    known = _known(notice, terms)
    if known is not None:
        hear_of(key=key, known=known, shop_key=theirs, now=now)
        return
    mail = mail_key(secret(), notice.cells.get("email", ""))
    let_go(key=key, keys=[mail] if mail else [], shop_key=theirs, now=now)


def _known(notice: Notice, terms: Terms) -> Known | None:
    """What is to be kept; None where nothing is."""
    if notice.is_gone:
        return None
    try:
        return read_row(notice.cells, columns_of([*notice.cells]), terms)
    except (BrokenRow, NoCustomer):
        return None
