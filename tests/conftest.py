"""What tests from outside may ask for: a furnished house, opened for each of them or for a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.house import House, copy_of, furnish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def furnished() -> Iterator[Path]:
    """The data folder all houses are copied from."""
    yield from furnish()


@pytest.fixture
def house(furnished: Path) -> Iterator[House]:
    """A house for one test, its relay running; start web and workers as needed."""
    house = copy_of(furnished)
    house.relay.start()
    yield house
    house.close()


@pytest.fixture(scope="module")
def open_house(furnished: Path) -> Iterator[House]:
    """A house for a whole file of tests, with pages, a worker and the relay at work."""
    house = copy_of(furnished)
    house.relay.start()
    house.web()
    house.worker()
    yield house
    house.close()
