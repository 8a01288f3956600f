"""Few threads at one kind of work, and whoever rang meanwhile is heard."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from hearback.kit.turns import Turns

PATIENCE = 10


def test_who_comes_while_another_works_leaves_and_is_heard() -> None:
    turns, begun, may_end = Turns(1), Event(), Event()
    rounds: list[str] = []

    def work() -> None:
        rounds.append("round")
        begun.set()
        assert may_end.wait(PATIENCE)

    first = Thread(target=turns.take, args=[work])
    first.start()
    assert begun.wait(PATIENCE)
    turns.take(work)
    turns.take(work)
    assert rounds == ["round"], "nobody works beside the first"
    may_end.set()
    first.join(PATIENCE)
    assert rounds == ["round", "round"], "both rings are heard in one more round"


def test_what_fails_gives_its_turn_back() -> None:
    turns = Turns(1)

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        turns.take(fail)
    done: list[int] = []
    turns.take(lambda: done.append(1))
    assert done == [1]
