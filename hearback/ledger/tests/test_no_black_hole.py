"""The database itself refuses to forget anybody."""

# M7 M8 M10

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from hearback.ledger.actions import make_promise, plan_promise
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import Application, ApplicationState, Opening, OpeningState
from hearback.rules.promises import Terms, Unit
from tests.cast import NOW, apply, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def _second_promise(application: Application) -> Promise:
    promise = plan_promise(
        owner=application.owner,
        what="next_answer",
        words="Susan tells you soon",
        now=NOW,
        terms=Terms(3, Unit.WORKING_DAYS),
        application=application,
    )
    return make_promise(by=None, now=NOW, promise=promise)


def test_applying_makes_an_open_promise_with_an_owner_and_a_date() -> None:
    """Who applies at 10:00 on Tuesday with a 48 hour policy hears by Thursday 10:00."""
    application = apply(make_cast())
    promise = application.promises.get()
    assert promise.state == PromiseState.OPEN
    assert promise.owner == application.owner
    assert promise.due_at.isoformat() == "2026-11-26T15:00:00+00:00"
    assert "Thursday 26 November" in promise.words


def test_closing_the_last_promise_of_somebody_in_progress_is_refused() -> None:
    """Not by an act, not by hand: the commit fails."""
    application = apply(make_cast())
    with pytest.raises(IntegrityError, match="without an open promise"), transaction.atomic():
        application.promises.update(state=PromiseState.KEPT, closed_at=NOW)
    with pytest.raises(IntegrityError, match="without an open promise"), transaction.atomic():
        application.promises.all().delete()
    assert application.promises.get().state == PromiseState.OPEN


def test_closing_a_promise_is_fine_when_another_one_is_made_before_the_commit() -> None:
    """The check looks at the end of the transaction, so the order inside does not matter."""
    application = apply(make_cast())
    with transaction.atomic():
        application.promises.update(state=PromiseState.KEPT, closed_at=NOW)
        _second_promise(application)
    assert application.promises.filter(state=PromiseState.OPEN).count() == 1


def test_a_closed_promise_does_no_harm_once_the_application_has_ended() -> None:
    """Who has been answered for good is owed nothing."""
    application = apply(make_cast())
    with transaction.atomic():
        application.promises.update(state=PromiseState.KEPT, closed_at=NOW)
        Application.objects.update(state=ApplicationState.DECLINED, ended_at=NOW)
    assert not application.promises.filter(state=PromiseState.OPEN).exists()


def test_an_application_cannot_come_back_to_life_without_a_promise() -> None:
    """Re-opening is a change of state too."""
    application = apply(make_cast())
    with transaction.atomic():
        application.promises.update(state=PromiseState.KEPT, closed_at=NOW)
        Application.objects.update(state=ApplicationState.DECLINED)
    with pytest.raises(IntegrityError, match="without an open promise"):
        Application.objects.update(state=ApplicationState.IN_PROGRESS)


def _close_one(pk: int, barrier: Barrier) -> bool:
    try:
        with transaction.atomic():
            Promise.objects.filter(pk=pk).update(state=PromiseState.KEPT, closed_at=NOW)
            barrier.wait(timeout=10)
    except IntegrityError:
        return False
    else:
        return True
    finally:
        connection.close()


def test_two_who_each_close_one_of_two_promises_cannot_both_win() -> None:
    """Each sees the other promise still open; the lock in the trigger makes one look again."""
    application = apply(make_cast())
    first = application.promises.get()
    second = _second_promise(application)
    barrier = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(_close_one, [first.pk, second.pk], [barrier, barrier]))
    assert sorted(won) == [False, True]
    assert application.promises.filter(state=PromiseState.OPEN).count() == 1


@pytest.mark.parametrize("state", [OpeningState.CLOSED, OpeningState.FILLED, OpeningState.DRAFT])
def test_an_opening_cannot_stop_while_somebody_waits_in_it(state: OpeningState) -> None:
    """Closing, filling and unpublishing all need answers first; pausing does not."""
    cast = make_cast()
    apply(cast)
    with pytest.raises(IntegrityError, match="1 people in it have no answer"):
        Opening.objects.filter(pk=cast.opening.pk).update(state=state)
    Opening.objects.filter(pk=cast.opening.pk).update(state=OpeningState.PAUSED)


def _apply_late(barrier: Barrier) -> bool:
    try:
        cast = make_cast()
        with transaction.atomic():
            apply(cast, "Late Larsen")
            barrier.wait(timeout=10)
    except IntegrityError:
        return False
    else:
        return True
    finally:
        connection.close()


def _close_opening(pk: int, barrier: Barrier) -> bool:
    try:
        with transaction.atomic():
            Opening.objects.filter(pk=pk).update(state=OpeningState.CLOSED)
            barrier.wait(timeout=10)
    except IntegrityError:
        return False
    else:
        return True
    finally:
        connection.close()


def test_nobody_slips_into_an_opening_while_it_is_being_closed() -> None:
    """Applying and closing at the same moment: exactly one of them happens."""
    cast = make_cast()
    barrier = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        applied = pool.submit(_apply_late, barrier)
        closed = pool.submit(_close_opening, cast.opening.pk, barrier)
        outcome = (applied.result(), closed.result())
    assert sorted(outcome) == [False, True]


def test_entries_are_written_once() -> None:
    """Neither changed nor deleted, whoever asks."""
    application = apply(make_cast())
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        Entry.objects.filter(application=application).update(kind="something.else")
    entries = Entry.objects.filter(application=application)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        entries._raw_delete(entries.db)
