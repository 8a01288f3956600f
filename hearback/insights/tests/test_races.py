"""Cells stay exact when workers meet, die in the middle, and commits come out of order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection, transaction

from hearback.insights.cells import renew as step
from hearback.insights.cells.renew import renew, renew_all
from hearback.insights.models import Cell, Fact, Touched
from hearback.insights.tests.makers import assert_exact, counted, everything
from tests.cast import apply, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    renew_all()
    return cast


def elsewhere(act: Callable[[], object]) -> object:
    """Run in a thread with a connection of its own, which is given back."""
    try:
        return act()
    finally:
        connection.close()


# M38
def test_what_began_earlier_and_commits_later_is_counted(cast: Cast) -> None:
    written, go = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            apply(cast, "Slow Writer")
            written.set()
            assert go.wait(20)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(elsewhere, slow)
        assert written.wait(20)
        apply(cast, "Quick Writer")  # a later number, committed first
        renew_all()
        assert counted("first_answer") == {"waiting": 1}
        go.set()
        waiting.result()
    renew_all()
    assert counted("first_answer") == {"waiting": 2}
    assert_exact()


def test_two_workers_at_once_count_each_case_once(cast: Cast) -> None:
    for number in range(40):
        apply(cast, f"Person {number}")
    barrier = Barrier(3)

    def work() -> None:
        barrier.wait(20)
        for _ in range(60):
            renew(limit=3)

    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(elsewhere, work) for _ in range(3)]
        for one in done:
            one.result()
    renew_all()
    assert counted("first_answer") == {"waiting": 40}
    assert_exact()


def test_a_worker_that_dies_in_the_middle_leaves_all_as_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection is cut after everything was written and before it was committed."""
    apply(cast)
    before, notes = everything(), Touched.objects.count()
    assert notes > 0
    work_out = step._renew

    def die(*about: object) -> None:
        work_out(*about)  # type: ignore[arg-type]
        assert Cell.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(step, "_renew", die)
    with ThreadPoolExecutor(1) as pool, pytest.raises(OperationalError):
        pool.submit(elsewhere, renew).result()
    monkeypatch.undo()
    assert everything() == before
    assert Touched.objects.count() == notes
    renew_all()
    assert Fact.objects.count() == 3
    assert_exact()
