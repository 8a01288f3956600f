"""The mail relay fails in every way it can while people apply; each gets exactly one receipt."""

# M2

from __future__ import annotations

import pytest

from tests import relay as orders
from tests.applying import address_of, apply, body_of, kept, status_path
from tests.house import House
from tests.until import until

pytestmark = pytest.mark.faults

ANA, BO = "Ana Moreau", "Bo Lindqvist"
STATE = "SELECT state FROM channels_message WHERE to_address = %s"


def _state(house: House, name: str) -> str:
    return str(house.value(STATE, address_of(name)))


def test_a_relay_that_is_down_for_the_whole_apply_costs_nobody_a_receipt(house: House) -> None:
    house.relay.die()
    house.web()
    house.worker()
    apply(house, ANA)
    until(
        lambda: house.value("SELECT relay_down_since FROM channels_outbox"),
        "the worker notices that the relay is down",
    )
    assert _state(house, ANA) == "queued"
    assert kept(house, address_of(ANA))[0].promises == 1
    health = house.visitor().get("/healthz")
    assert health.status == 200, "pages without mail still help"
    assert "messages wait" in health.html

    house.relay.start()
    house.jump("1m")
    (mail,) = house.mails_to(address_of(ANA))
    assert "shortlist" in body_of(mail)
    # Whoever applies later is written to as well; had a second receipt been due, it went first.
    apply(house, BO)
    house.mails_to(address_of(BO))
    assert len(house.relay.taken_by(address_of(ANA))) == 1
    assert house.value("SELECT relay_down_since FROM channels_outbox") is None


def test_a_relay_that_says_later_gets_the_receipt_later_and_once(house: House) -> None:
    house.relay.tell(orders.LATER)
    house.web()
    house.worker()
    apply(house, ANA)
    until(
        lambda: house.value("SELECT trouble FROM channels_message WHERE attempts > 0"),
        "the relay puts us off",
    )
    assert _state(house, ANA) == "queued"
    house.relay.tell(orders.ACCEPT)
    house.jump("2m")
    house.mails_to(address_of(ANA))
    until(lambda: _state(house, ANA) == "accepted", "the receipt is written down as sent")
    assert len(house.relay.taken) == 1


def test_an_address_that_does_not_exist_is_told_to_the_owner_and_the_promise_stays(
    house: House,
) -> None:
    house.relay.tell(f"refuse {address_of(ANA)}")
    house.web()
    house.worker()
    apply(house, ANA)
    until(lambda: _state(house, ANA) == "failed", "the receipt is known not to have arrived")
    apply(house, BO)
    house.mails_to(address_of(BO))
    assert kept(house, address_of(ANA))[0].promises == 1
    told = house.rows("SELECT kind FROM ledger_entry WHERE kind = 'letter.undelivered'")
    assert len(told) == 1


def test_a_line_that_breaks_after_the_letter_was_taken_brings_the_same_letter_again(
    house: House,
) -> None:
    house.relay.tell(orders.TAKE_AND_HANG_UP)
    house.web()
    house.worker()
    apply(house, ANA)
    house.mails_to(address_of(ANA))
    house.relay.tell(orders.ACCEPT)
    until(lambda: _state(house, ANA) == "accepted", "the receipt is known to have arrived", 60)
    first, second = house.relay.taken_by(address_of(ANA))
    assert first["Message-ID"] == second["Message-ID"], "mail programs show one of them"
    assert status_path(house, first) == status_path(house, second)
