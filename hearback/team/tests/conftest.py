"""What the team's tests share: a visit to the team's pages, and a password."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from hearback.accounts.models import Member
from tests.cast import Cast
from tests.desk_visit import As, Moment, as_, cast, moment

__all__ = ["PASSWORD", "As", "Moment", "as_", "cast", "later", "moment"]

PASSWORD = "quiet harbour pine"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hash passwords in no time; the slow way is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def susan_knows_her_password(cast: Cast) -> Member:
    """Susan, with a password."""
    cast.susan.set_password(PASSWORD)
    cast.susan.save()
    return cast.susan


def later(moment: Moment, **by: int) -> datetime:
    """Let time pass."""
    moment.now += timedelta(**by)
    return moment.now
