"""What every tale may ask for: a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chromium import launched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """A browser for one tale."""
    with launched() as browser:
        yield browser
