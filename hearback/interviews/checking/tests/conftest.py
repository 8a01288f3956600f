"""What tests of the question share: the cast, one clock for pages and worker, the answers' link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hearback.channels import outbox
from hearback.interviews.checking import actions as act
from hearback.interviews.checking.letters import ASKED, PAGE
from hearback.interviews.checking.models import Ask, Check
from hearback.kit import clock
from hearback.kit.links import token
from hearback.ledger.actions import sweep
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from datetime import datetime


class Days:
    """The one clock everybody reads; moving it lets the worker do what is due by then."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now

    def work(self) -> None:
        """What the worker does every half minute."""
        act.plan_checks(now=self.now)
        act.ask_what_is_due(now=self.now)
        act.tell_of_silence(now=self.now)
        act.ring_unconfirmed(now=self.now)
        act.freeze_slipped(now=self.now)
        act.stop_interviews(clock=self)
        sweep(now=self.now)
        outbox.send_due(clock=self)

    def until(self, moment: datetime) -> None:
        """Let time pass; the worker is at work at every moment it has planned something for."""
        self.work()
        while self.now < moment:
            coming = [one for one in self._planned() if self.now < one < moment]
            self.now = min([*coming, moment])
            self.work()

    def _planned(self) -> set[datetime]:
        checks = Check.objects.values_list("ask_at", "answer_by", "last_call", "begins_at")
        asks = Ask.objects.values_list("answer_by", "last_call")
        return {moment for row in (*checks, *asks) for moment in row}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """Time as pages and worker see it."""
    one = Days()
    monkeypatch.setattr(clock, "now", one)
    return one


def page_of(ask: Ask, whose: int = ASKED) -> str:
    """The address in the mail of whoever was asked, or covers."""
    return f"/still-open/{token(PAGE, ask.public_id, whose)}/"
