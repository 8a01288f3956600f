"""The clock is the machine's, except in a demo, where it may run ahead and never back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from hearback.kit import clock

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forget_the_shift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test reads the shift afresh."""
    monkeypatch.setattr(clock, "_remembered", clock._Remembered())


@time_machine.travel(MOMENT, tick=False)
def test_the_moment_is_aware_and_utc() -> None:
    assert clock.now() == MOMENT
    assert clock.now().tzinfo is UTC


@time_machine.travel(MOMENT, tick=False)
def test_a_demo_may_run_ahead(settings: Any) -> None:
    settings.HEARBACK_DEMO = True
    assert clock.advance(timedelta(days=3)) == timedelta(days=3)
    assert clock.advance(timedelta(hours=2)) == timedelta(days=3, hours=2)
    assert clock.now() == MOMENT + timedelta(days=3, hours=2)


@time_machine.travel(MOMENT, tick=False)
def test_other_processes_notice(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HEARBACK_DEMO = True
    clock.advance(timedelta(days=1))
    monkeypatch.setattr(clock, "_remembered", clock._Remembered())
    assert clock.now() == MOMENT + timedelta(days=1)


@time_machine.travel(MOMENT, tick=False)
def test_a_stored_shift_means_nothing_outside_a_demo() -> None:
    clock.advance(timedelta(days=3))
    assert clock.now() == MOMENT


def test_time_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="only goes forward"):
        clock.advance(timedelta(seconds=-1))


def test_a_database_knows_whether_it_is_a_demos() -> None:
    assert not clock.is_demo()
    clock.advance(timedelta(0))
    assert clock.is_demo()
