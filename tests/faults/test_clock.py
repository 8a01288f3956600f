"""Promises hold across the days on which clocks are changed, and when the clock jumps."""

# M2 M7 M9 M11

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.applying import SEE_OTHER, address_of, body_of, fill_in, status_path
from tests.until import until

if TYPE_CHECKING:
    from datetime import date

    from tests.house import House

pytestmark = pytest.mark.faults

TORONTO = ZoneInfo("America/Toronto")
ANA = "Ana Moreau"
DUE = "SELECT due_at FROM ledger_promise WHERE state = %s ORDER BY id DESC LIMIT 1"


def _next_change(after: datetime) -> date:
    """The day on which the clocks in Toronto are changed next, at least four days off."""
    day = after.astimezone(TORONTO).date() + timedelta(days=4)
    while _offset(day) == _offset(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def _offset(day: date) -> timedelta | None:
    return datetime.combine(day, time(0, 30), TORONTO).utcoffset()


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), TORONTO)


def _said(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"


def test_a_promise_across_the_change_of_clocks_is_shown_and_kept_by_the_wall_clock(
    house: House,
) -> None:
    sunday = _next_change(house.now())
    friday, monday = sunday - timedelta(days=2), sunday + timedelta(days=1)
    house.jump_to(_at(friday, 15, 3))
    house.web()
    house.worker()
    for name, zone in ((ANA, "America/Toronto"), ("Bo Berg", "Europe/Berlin")):
        assert fill_in(house.visitor(), name, cv=None, zone=zone).status in SEE_OTHER

    # Too little working time is left on Friday: four working hours into Monday, 09:00 to 12:30
    # and from 13:00, as docs/promises.md says.
    due = house.value(DUE, "open")
    assert due == _at(monday, 13, 30)
    (mail,) = house.mails_to(address_of(ANA))
    assert f"by {_said(due, TORONTO)}" in " ".join(body_of(mail).split())
    (other,) = house.mails_to(address_of("Bo Berg"))
    assert f"by {_said(due, ZoneInfo('Europe/Berlin'))}" in " ".join(body_of(other).split())

    page = status_path(house, mail)
    assert _said(due, TORONTO) in house.visitor().get(page).words
    house.jump_to(_at(monday, 13, 0))
    words = house.visitor().get(page).words
    assert _said(due, TORONTO) in words, "what was shown does not move with the clocks"
    assert "late" not in words.lower()
    assert house.value("SELECT count(*) FROM ledger_promise WHERE state = 'broken'") == 0

    house.jump_to(_at(monday, 13, 32))
    until(
        lambda: house.value("SELECT count(*) FROM ledger_promise WHERE state = 'broken'") == 2,
        "what was not kept is broken",
        60,
    )
    sorry = house.mails_to(address_of(ANA), 2)[-1]
    assert "sorry" in body_of(sorry).lower()
    new = house.value(DUE, "open")
    assert new > due
    assert _said(new, TORONTO) in " ".join(body_of(sorry).split())
    words = house.visitor().get(page).words
    assert "late" in words.lower()
    assert _said(new, TORONTO) in words


def test_a_clock_that_jumps_a_week_apologises_once_for_each_and_loses_nobody(house: House) -> None:
    house.web()
    worker = house.worker()
    names = [f"Person {number}" for number in range(6)]
    for number, name in enumerate(names):
        visitor = house.visitor(f"192.0.2.{number}")
        assert fill_in(visitor, name, cv=None).status in SEE_OTHER
        house.mails_to(address_of(name))
    worker.stop()
    house.jump("7d")
    house.worker()
    for name in names:
        receipt, sorry = house.mails_to(address_of(name), 2, 60)
        assert "sorry" in body_of(sorry).lower()
        assert sorry["Message-ID"] != receipt["Message-ID"]
    until(
        lambda: (
            house.value(
                "SELECT count(*) FROM ledger_promise WHERE state = 'open' AND next_at <= %s",
                datetime.now(UTC) + timedelta(days=7),
            )
            == 0
        ),
        "the sweep has dealt with all that was due",
        60,
    )
    assert [len(house.relay.taken_by(address_of(name))) for name in names] == [2] * len(names)
    waiting = house.rows(
        """SELECT count(*) FROM ledger_promise WHERE state = 'open' AND promisee = 'candidate'
            GROUP BY application_id"""
    )
    assert waiting == [(1,)] * len(names)
