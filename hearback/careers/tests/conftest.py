"""What tests of the candidate's pages share: the moment pages see, and a folder for files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hearback.kit import clock
from tests.cast import NOW

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class Clock:
    """The clock pages read, standing still until a test moves it."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.moment


@pytest.fixture(autouse=True)
def page_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Pages see Tuesday morning in Toronto unless a test says otherwise."""
    still = Clock()
    monkeypatch.setattr(clock, "now", still)
    return still


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, settings: Any) -> Path:
    """Files of this test lie here."""
    folder = tmp_path / "papers"
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": folder}
    default = {**settings.STORAGES["default"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return folder
