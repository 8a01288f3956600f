"""PostgreSQL goes away in the middle of everything and comes back; who was thanked is there."""

# M1 M2 M8

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from hearback.channels import outbox
from hearback.postgres import NAME
from tests.applying import address_of
from tests.faults.crowd import Crowd, lost
from tests.house import House
from tests.until import NeverHappened, until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.faults.crowd import Try

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

CRASHES = 4
LONGEST_OUTAGE = 10.0
# A receipt that was being handed over when the database died goes again once its lease is over,
# one the relay stumbled at lets others go first, and a worker that fell often pauses longer.
LONGEST_DOUBT = (outbox.LEASE + outbox.LONGEST_ASIDE).total_seconds() + 90
AT_WORK = '"worker": {"state": "ok"'


def _thanked_after(crowd: Crowd, moment: float) -> Try:
    first = next((one for one in crowd.thanked if one.at > moment), None)
    assert first is not None
    return first


def _refused_well(told: Sequence[Try]) -> list[str]:
    """What was said to those turned away, where it does not say what to do."""
    return [one.words for one in told if one.status and "trying again" not in one.words]


def _has_receipt(house: House, one: Try) -> None:
    try:
        house.mails_to(address_of(one.name), seconds=LONGEST_DOUBT)
    except NeverHappened as never:
        stands = house.rows(
            "SELECT state, attempts, deaths, lease_until, send_after, trouble, now()"
            "  FROM channels_message WHERE to_address = %s",
            address_of(one.name),
        )
        raise NeverHappened(f"{never} It stands: {stands}") from never


def test_a_database_that_crashes_under_a_crowd_takes_nobodys_application(house: House) -> None:
    house.web()
    house.worker()
    outages = []
    with Crowd(house) as crowd:
        for _ in range(CRASHES):
            enough = len(crowd.thanked) + 10
            until(lambda most=enough: len(crowd.thanked) >= most, "people are being thanked", 60)  # type: ignore[misc]  # lambda with a default
            house.crash_database()
            house.start_database()
            up = time.monotonic()
            first = until(lambda since=up: _thanked_after(crowd, since), "thanks again", 60)  # type: ignore[misc]  # same
            outages.append(first.at - up)
    assert max(outages) <= LONGEST_OUTAGE, outages
    assert lost(house, crowd) == []
    assert _refused_well(crowd.turned_away) == []
    # No half application either: whoever was turned away is not there, or there as a whole.
    halves = house.value(
        """
        SELECT count(*) FROM pipeline_application a
         WHERE NOT EXISTS (SELECT 1 FROM ledger_promise p
                            WHERE p.application_id = a.id AND p.state = 'open')
            OR NOT EXISTS (SELECT 1 FROM channels_message m WHERE m.about = a.public_id)
        """
    )
    assert halves == 0
    for one in crowd.thanked:
        _has_receipt(house, one)


def test_without_a_database_pages_say_so_at_once_and_come_back_by_themselves(
    house: House,
) -> None:
    house.web()
    worker = house.worker()
    visitor = house.visitor()
    until(lambda: AT_WORK in visitor.get("/healthz").html, "the worker is at work")
    house.crash_database()
    began = time.monotonic()
    page = visitor.get("/jobs/shop-manager/")
    assert time.monotonic() - began < LONGEST_OUTAGE
    assert (page.status, page.headers["retry-after"]) == (503, "30")
    assert "trying again" in page.words
    assert "Traceback" not in page.html
    health = visitor.get("/healthz")
    assert health.status == 503
    assert '"database": {"state": "bad"' in health.html
    house.start_database()
    until(lambda: visitor.get("/jobs/shop-manager/").status == 200, "pages come back", 15)
    assert worker.running, "the worker waits out an absent database"
    until(lambda: AT_WORK in visitor.get("/healthz").html, "work goes on", 60)


def test_what_starts_while_the_database_is_away_waits_for_it(house: House) -> None:
    house.web()
    visitor = house.visitor()
    house.crash_database()
    # Named like anybody's own server: the built-in one would simply be started.
    house.more["DATABASE_URL"] = f"postgresql://{NAME}@/{NAME}?host={house.server.socket}"
    worker = house.worker()
    until(lambda: "Trying again" in worker.said, "it says what it waits for")
    house.start_database()
    until(lambda: AT_WORK in visitor.get("/healthz").html, "it begins by itself", 60)
    assert "Traceback" not in worker.said
