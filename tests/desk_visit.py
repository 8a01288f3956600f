"""What tests of the team's pages share: the cast, a still clock, browsers of several people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from hearback.accounts.models import Member
from hearback.kit import clock
from tests.cast import NOW, Cast, make_cast

As = Callable[[Member], Client]


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
