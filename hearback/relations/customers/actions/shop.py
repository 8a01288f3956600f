"""What a shop tells us of one customer, and the keys by which it proves that it is the one."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from secrets import token_bytes
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q

from hearback.kit.links import fingerprint
from hearback.kit.vault import hide, reveal
from hearback.ledger.actions import record
from hearback.relations.customers import kinds
from hearback.relations.customers.actions.match import match_new
from hearback.relations.customers.models import (
    Customer,
    HeardNotice,
    Seeker,
    Segment,
    ShopKey,
    ShopKind,
)

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.relations.customers.layout import Known

PURPOSE = "customers.shop"
BYTES = 32
KEPT = timedelta(days=90)


@transaction.atomic
def make_key(
    *, kind: ShopKind, secret: str, currency: str, country: str, by: Member, now: datetime
) -> str:
    """Make the key of a shop, in place of the one there was; returns it, to be shown once.

    `secret` is the shop's own where it gave one (Shopify); empty, a new one is made.
    """
    said = secret or f"whsec_{b64encode(token_bytes(BYTES)).decode()}"
    ShopKey.objects.update_or_create(
        kind=kind,
        defaults={
            "hidden": hide(PURPOSE, said),
            "currency": currency,
            "country": country,
            "made_at": now,
            "heard_at": None,
        },
    )
    record(kinds.KEY_MADE, by=by, now=now, payload={"shop": str(kind.label)})
    return said


def key_of(kind: ShopKind) -> str:
    """The secret that shop signs with; empty without one. Raises Lost with another key of ours."""
    found = ShopKey.objects.filter(kind=kind).first()
    return reveal(PURPOSE, found.hidden) if found else ""


@transaction.atomic
def end_key(*, key: ShopKey, by: Member, now: datetime) -> None:
    """From now on nobody is heard who signs with it."""
    key.delete()
    record(kinds.KEY_ENDED, by=by, now=now, payload={"shop": str(ShopKind(key.kind).label)})


@transaction.atomic
def hear_of(*, key: ShopKey, known: Known, shop_key: bytes | None, now: datetime) -> None:
    """Keep what a shop says of one customer now, and look whether anybody who agreed is this one.

    A segment is kept only where a list made it a group of five already.
    """
    _heard(key, now=now)
    before = _touched(Q(customer__shop_key=shop_key)) if shop_key else []
    if shop_key:
        Customer.objects.filter(shop_key=shop_key).exclude(key=known.key).delete()
    Customer.objects.update_or_create(key=known.key, defaults=_said(known, shop_key))
    match_new([*before, *_same(known.key, known.phone_key)], now=now)


def _said(known: Known, shop_key: bytes | None) -> dict[str, object]:
    """What a notice changes: a value or segment it does not mention stays as it was."""
    said: dict[str, object] = {"phone_key": known.phone_key, "currency": known.currency}
    if shop_key:
        said["shop_key"] = shop_key
    if known.value is not None:
        said["value"] = known.value
    if known.segment:
        said["segment"] = Segment.objects.filter(name=known.segment).first()
    return said


@transaction.atomic
def let_go(*, key: ShopKey, keys: list[bytes], shop_key: bytes | None, now: datetime) -> None:
    """Forget a customer the shop has forgotten, found by any key; who was linked no longer is."""
    _heard(key, now=now)
    which = Q(key__in=keys) | (Q(shop_key=shop_key) if shop_key else Q())
    gone = Customer.objects.filter(which)
    touched = _touched(Q(customer__in=gone))
    phones = [one for one in gone.values_list("phone_key", flat=True) if one]
    gone.delete()
    # A number two customers had may now be one customer's alone.
    shared = list(Seeker.objects.filter(phone_key__in=phones).values_list("pk", flat=True))
    match_new([*touched, *shared], now=now)


@transaction.atomic
def is_new(*, number: str, now: datetime) -> bool:
    """Whether this notice (by the number the shop gave it) was not taken in before."""
    try:
        with transaction.atomic():
            HeardNotice.objects.create(number=fingerprint(number), heard_at=now)
    except IntegrityError:
        return False
    return True


def forget_notices(*, now: datetime) -> None:
    """Forget the marks of notices heard long ago, when no shop tries again; for the timetable."""
    HeardNotice.objects.filter(heard_at__lt=now - KEPT).delete()


def _heard(key: ShopKey, *, now: datetime) -> None:
    ShopKey.objects.filter(pk=key.pk).update(heard_at=now)


def _touched(which: Q) -> list[int]:
    return list(Seeker.objects.filter(which).values_list("pk", flat=True))


def _same(key: bytes, phone: bytes | None) -> list[int]:
    """Who agreed and may be this customer, by address or number."""
    mine = Q(mail_key=key) | Q(phone_key=key)
    return _touched(mine | Q(phone_key=phone) if phone else mine)
