"""A shop tells of its customers by signed notices, each taken in once, and reads nothing."""

# M32

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from standardwebhooks.webhooks import Webhook

from hearback.ledger.models import Entry
from hearback.relations.customers.models import Customer, ShopKey
from hearback.relations.customers.tests.makers import agree, is_found, mail_of, read_list
from tests.cast import Cast

pytestmark = pytest.mark.django_db

KEYS = "/desk/settings/shop/"
SHOPIFYS = "shpss_0123456789abcdef"
ANA = {
    "id": 7064,
    "email": mail_of("Ana M"),
    "first_name": "Ana",
    "phone": None,
    "orders_count": 3,
    "total_spent": "300.00",
    "currency": "CAD",
    "created_at": "2099-01-01T00:00:00-05:00",
    "default_address": {"phone": "416 555 0123", "country_code": "CA"},
}


def _alex(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alex)
    return client


def _make(cast: Cast, kind: str, secret: str = "") -> str:
    said = {"kind": kind, "secret": secret, "currency": "cad", "country": "CA"}
    return _alex(cast).post(KEYS, said, follow=True).content.decode()


def _our_key(cast: Cast) -> str:
    page = _make(cast, "ours")
    return page[page.index("whsec_") :].split('"')[0]


def _ours(
    secret: str, what: str, *, at: datetime | None = None, number: str = "n1", **data: Any
) -> int:
    body = json.dumps({"type": what, "data": data})
    now = at or datetime.now(UTC)
    headers = {
        "webhook-id": number,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(number, now, body),
    }
    answer = Client().post("/api/shop/", body, content_type="application/json", headers=headers)
    assert answer.content in {b"", b"The signature does not fit.", b"There is no data."}
    return answer.status_code


def _shopify(topic: str, said: dict[str, Any], secret: str = SHOPIFYS) -> int:
    body = json.dumps(said).encode()
    signed = base64.b64encode(hmac.new(secret.encode(), body, sha256).digest()).decode()
    headers = {"X-Shopify-Hmac-Sha256": signed, "X-Shopify-Topic": topic}
    return (
        Client()
        .post("/api/shop/shopify/", body, content_type="application/json", headers=headers)
        .status_code
    )


def test_a_key_is_made_by_an_administrator_shown_once_and_kept_hidden(cast: Cast) -> None:
    secret = _our_key(cast)
    assert secret not in _alex(cast).get(KEYS).content.decode()
    assert secret not in ShopKey.objects.get().hidden
    for member in (cast.omar, cast.susan, cast.nadia):
        client = Client()
        client.force_login(member)
        assert client.get(KEYS).status_code == 404
        assert client.post(KEYS, {"kind": "ours"}).status_code == 404


def test_our_own_layout_tells_of_a_customer_and_of_their_going(cast: Cast) -> None:
    secret, ana = _our_key(cast), agree(cast, "Ana M")
    data: dict[str, Any] = {
        "id": "c-1",
        "email": mail_of("Ana M"),
        "yearly_value": 120,
        "currency": "CAD",
    }
    assert _ours(secret, "customer.created", **data) == 204
    assert Customer.objects.get().value == 12000
    assert is_found(ana)
    assert _ours(secret, "customer.deleted", number="n2", id="c-1") == 204
    assert not Customer.objects.exists()
    assert not is_found(ana)


def test_a_notice_that_is_not_signed_or_too_old_changes_nothing(cast: Cast) -> None:
    secret = _our_key(cast)
    other = "whsec_" + base64.b64encode(b"x" * 32).decode()
    data: dict[str, Any] = {"id": "c-1", "email": "ana@shop.example"}
    assert _ours(other, "customer.created", **data) == 403
    late = datetime.now(UTC) - timedelta(minutes=6)
    assert _ours(secret, "customer.created", at=late, **data) == 403
    assert Client().post("/api/shop/", "{}", content_type="application/json").status_code == 403
    assert not Customer.objects.exists()


def test_without_a_key_nobody_is_heard() -> None:
    assert _shopify("customers/create", ANA, secret="") == 403
    assert _shopify("customers/create", ANA) == 403
    assert not Customer.objects.exists()


def test_an_ended_key_is_heard_no_more(cast: Cast) -> None:
    _make(cast, "shopify", SHOPIFYS)
    assert _shopify("customers/create", ANA) == 204
    _alex(cast).post(f"{KEYS}shopify/end/")
    assert _shopify("customers/update", ANA) == 403


def test_shopify_tells_of_coming_changing_and_going(cast: Cast) -> None:
    _make(cast, "shopify", SHOPIFYS)
    ana = agree(cast, "Ana M")
    assert _shopify("customers/create", ANA) == 204
    assert Customer.objects.get().value == 30000
    assert is_found(ana)
    assert _shopify("customers/update", {**ANA, "email": "ana@new.example"}) == 204
    assert Customer.objects.count() == 1
    assert not is_found(ana)
    assert _shopify("customers/delete", {"id": 7064}) == 204
    assert not Customer.objects.exists()


def test_redaction_forgets_a_customer_of_a_list_too(cast: Cast) -> None:
    _make(cast, "shopify", SHOPIFYS)
    ana = agree(cast, "Ana M")
    read_list(cast, f"{mail_of('Ana M')},,,1,CAD")
    said = {"shop_id": 1, "customer": {"id": 99, "email": mail_of("Ana M")}}
    assert _shopify("customers/redact", said) == 204
    assert not Customer.objects.exists()
    assert not is_found(ana)


def test_a_notice_that_comes_twice_does_not_bring_back_who_was_forgotten(cast: Cast) -> None:
    _make(cast, "shopify", SHOPIFYS)
    _shopify("customers/create", ANA)
    _shopify("customers/redact", {"customer": {"id": 7064, "email": ANA["email"]}})
    assert _shopify("customers/create", ANA) == 204
    assert not Customer.objects.exists()


def test_who_never_ordered_is_no_customer(cast: Cast) -> None:
    _make(cast, "shopify", SHOPIFYS)
    _shopify("customers/create", {**ANA, "orders_count": 0})
    assert not Customer.objects.exists()


def test_what_cannot_be_read_harms_nothing(cast: Cast) -> None:
    _make(cast, "shopify", SHOPIFYS)
    for odd in ({}, {"id": None, "email": 3}, {**ANA, "total_spent": "=1+1"}, {"customer": "x"}):
        assert _shopify("customers/update", odd) == 204
    assert _shopify("products/create", ANA) == 204
    assert not Customer.objects.exists()


def test_a_value_the_notice_does_not_mention_stays(cast: Cast) -> None:
    _make(cast, "shopify", SHOPIFYS)
    _shopify("customers/create", ANA)
    _shopify("customers/update", {key: ANA[key] for key in ("id", "email", "phone", "currency")})
    assert Customer.objects.get().value == 30000


def test_a_notice_leaves_the_same_record_whether_or_not_somebody_agreed(cast: Cast) -> None:
    """An entry left only when somebody is found would say that one of those who applied is."""
    _make(cast, "shopify", SHOPIFYS)
    before = Entry.objects.count()
    assert _shopify("customers/create", {**ANA, "id": 1, "email": "other@x.example"}) == 204
    nobody = Entry.objects.count() - before
    agree(cast, "Ana M")
    before = Entry.objects.count()
    assert _shopify("customers/create", ANA) == 204
    assert Entry.objects.count() - before == nobody
