"""When moving in breaks half-way, the house is as empty as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.demo import letters
from hearback.demo.load import facts, load_demo
from hearback.demo.load.story import live
from hearback.demo.tests.conftest import SMALL
from tests.cast import NOW


class Broken(Exception):
    """What breaks on the last day."""


@pytest.mark.usefixtures("db")
def test_nothing_is_left_of_a_company_that_could_not_move_in(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def live_and_break(*deeds: Any, **more: Any) -> None:
        live(*deeds, **more)
        seen.extend([Message.objects.count(), len(list(demo.rglob("files/*/*/*")))])
        raise Broken

    monkeypatch.setattr(facts, "people", lambda: SMALL[:2])
    monkeypatch.setattr("hearback.demo.load.moving_in.live", live_and_break)
    with pytest.raises(Broken):
        load_demo(now=NOW)
    assert seen[0] > 2
    assert seen[1] == 2, "it had got far"
    assert not Member.objects.exists()
    assert not [path for path in demo.rglob("files/*/*/*") if path.is_file()]
    assert letters.heads() == []
