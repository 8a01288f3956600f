"""A candidate gives orders on their own page, and everybody's software obeys them."""

# M27

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.channels.models import Message
from hearback.ledger.actions import sweep
from hearback.ledger.models import Entry, Promise
from hearback.pipeline.models import Application, Order, OrderKind
from hearback.portal.tests.makers import address_of, mailed_code, secret_of, words_of
from tests.cast import Cast, apply, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied."""
    return apply(cast)


def _order(ana: Application, kind: str, **said: str) -> Any:
    return Client().post(reverse("portal:order", args=[secret_of(ana), kind]), said)


def _page(ana: Application) -> str:
    return Client().get(address_of(ana, "orders")).content.decode()


def test_an_order_is_given_without_a_code_and_stands_at_once(ana: Application) -> None:
    assert "Keep it confidential" in words_of(ana)
    done = _order(ana, "company", names="Hollis & Finch Ltd.", also="H&F\nHollis Group")
    assert done.status_code == 302
    order = Order.objects.get()
    assert (order.name, order.set_by) == ("Hollis & Finch Ltd.", None)
    assert order.names[1:] == ["H&F", "Hollis Group"]
    assert "Hollis &amp; Finch Ltd. (H&amp;F, Hollis Group)" in _page(ana)


def test_looking_changes_nothing_and_needs_no_script(ana: Application) -> None:
    page = _page(ana)
    assert "<script" not in page
    for kind in OrderKind:
        form = Client().get(reverse("portal:order", args=[secret_of(ana), kind.value]))
        assert form.status_code == 200
        assert str(kind.label) in form.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        ("company", {"names": ""}, "Please write the name."),
        ("company", {"names": "!?"}, "Please write the name."),
        ("place", {"names": "", "address": ""}, "what it is called, or its address"),
        ("hours", {}, "At least one hour of the week has to be safe"),
        ("hours", {"hours": "20:00", "until": "18:00"}, "end after it begins"),
        ("hours", {"hours": "late"}, "such as 18:30"),
        ("numbers", {"names": "ring me"}, "Please check this number"),
        ("addresses", {"names": "elsewhere@mail.example"}, "so none could leave"),
        ("addresses", {"names": "nowhere"}, "Please check this address"),
    ],
)
def test_an_order_that_says_nothing_or_contradicts_itself_is_sent_back(
    ana: Application, kind: str, said: dict[str, str], wrong: str
) -> None:
    answer = _order(ana, kind, **said)
    assert answer.status_code == 422
    assert wrong in answer.content.decode()
    assert not Order.objects.exists()


def test_hours_may_grow_narrower_without_a_code_and_never_wider(ana: Application) -> None:
    assert _order(ana, "hours", hours="18:00", until="21:00").status_code == 302
    assert _order(ana, "hours", hours="19:00", until="20:00").status_code == 302
    assert Order.objects.standing().get().hours["0"] == [["19:00", "20:00"]]
    wider = _order(ana, "hours", hours="09:00", until="20:00")
    assert wider.status_code == 409
    assert "Lift that one first" in wider.content.decode()
    assert "Monday to Friday 19:00 to 20:00, Toronto time" in _page(ana)


def test_the_same_order_twice_is_one_order(ana: Application) -> None:
    for _ in range(2):
        assert _order(ana, "neutral").status_code == 302
    assert Order.objects.count() == 1


def test_lifting_asks_for_the_code_from_the_mail(ana: Application) -> None:
    _order(ana, "neutral")
    order = Order.objects.get()
    lift = reverse("portal:order_lift", args=[secret_of(ana), order.public_id])
    assert Client().post(lift, {"act": "do", "code": "123456"}).status_code == 422
    assert "A code is on its way" in Client().post(lift, {"act": "send"}).content.decode()
    letter = Message.objects.filter(purpose="careers.code").get()
    assert "lift your order" in letter.text
    assert Client().post(lift, {"act": "do", "code": "000000"}).status_code == 422
    assert Order.objects.standing().exists()
    done = Client().post(lift, {"act": "do", "code": mailed_code()})
    assert done.status_code == 302
    assert not Order.objects.standing().exists()
    assert Entry.objects.filter(kind="order.lifted", by=None).exists()


def test_nobody_lifts_another_persons_order(cast: Cast, ana: Application) -> None:
    _order(ana, "neutral")
    kofi = apply(cast, name="Kofi Mensah")
    order = Order.objects.get()
    lift = reverse("portal:order_lift", args=[secret_of(kofi), order.public_id])
    assert Client().get(lift).status_code == 404
    assert "Your orders" not in _page(kofi)
    rested = reverse("portal:orders", args=["not-a-token"])
    assert Client().get(rested).status_code == 404


def test_whoever_looks_after_them_hears_of_it_and_the_record_names_nobody(
    cast: Cast, ana: Application
) -> None:
    _order(ana, "company", names="Hollis & Finch")
    letter = Message.objects.get(purpose="inbox.orders")
    assert letter.to_address == cast.susan.email
    assert "Hollis" not in letter.text
    entry = Entry.objects.get(kind="order.set")
    assert "Hollis" not in str(entry.payload)


def test_the_recruiter_who_must_not_know_is_told_nothing_and_the_lead_takes_over(
    cast: Cast, ana: Application
) -> None:
    _order(ana, "person", names="ITO, Susan")
    ana.refresh_from_db()
    assert ana.owner == cast.omar
    assert ana.promises.get().owner == cast.omar
    told = set(Message.objects.filter(purpose="inbox.orders").values_list("to_address", flat=True))
    assert told == {cast.omar.email}


def test_too_many_presses_are_asked_to_wait(ana: Application) -> None:
    for number in range(40):
        assert _order(ana, "company", names=f"Company {number}").status_code == 302
    assert _order(ana, "company", names="One more").status_code == 429


def test_a_stand_in_who_must_not_know_is_passed_over_for_the_lead(
    cast: Cast, ana: Application
) -> None:
    _order(ana, "person", names="Jo Lind")
    promise = Promise.objects.get(application=ana)
    for moment in (promise.remind_at, promise.escalate_at):
        sweep(now=moment)
    told = Message.objects.filter(purpose="inbox.at_risk").get()
    assert told.to_address == cast.omar.email
    assert not Message.objects.filter(to_address=cast.jo.email, text__contains="Ana").exists()
