"""A small simulated year: our cadence beside the best commercial schedule."""

# M24

from __future__ import annotations

import pytest

from bench.cadence import ALL, FEWER, live, missed, table
from bench.schedules import Fixed, Ours
from bench.temperaments import TEMPERS

EACH, ASKS = 2, 50
pytestmark = pytest.mark.slow


def test_fewer_reminders_and_no_fewer_answers_for_every_temperament() -> None:
    fixed = live(Fixed(), each=EACH, asks=ASKS)
    ours = live(Ours(), each=EACH, asks=ASKS)
    called = live(Ours(), each=EACH, asks=ASKS, calls=True)
    assert missed(fixed, ours, called) == []
    assert ours[ALL].reminders <= (1 - FEWER) * fixed[ALL].reminders
    assert ours[ALL].median_wait <= fixed[ALL].median_wait
    assert len(table(fixed, ours, called)) == len(TEMPERS) + 3
