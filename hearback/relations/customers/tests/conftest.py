"""The cast, a folder for lists, and a form that is asked afresh whether it has more to ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hearback.relations.customers import asks
from tests.cast import Cast, make_cast


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "hearback.kit.storage.DurableFiles",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    settings.HEARBACK_RATE_LIMITS = False


@pytest.fixture(autouse=True)
def _afresh() -> None:
    asks._known.clear()
