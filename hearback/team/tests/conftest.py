"""What the team's tests share: the cast, a still clock, browsers of several people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.accounts.models import Member
from hearback.kit import clock
from tests.cast import NOW, Cast, make_cast

PASSWORD = "quiet harbour pine"

As = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hash passwords in no time; the slow way is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    """Susan and the others."""
    del db
    return make_cast()


class Moment:
    """The moment every page of a test believes it is."""

    def __init__(self) -> None:
        self.now = NOW


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """A clock that stands still until a test moves it."""
    still = Moment()
    monkeypatch.setattr(clock, "now", lambda: still.now)
    return still


@pytest.fixture
def as_(cast: Cast, moment: Moment) -> As:
    """A browser in which somebody is signed in."""
    del cast, moment

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return signed_in


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
