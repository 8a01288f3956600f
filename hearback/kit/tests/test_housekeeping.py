"""Housekeeping forgets what is over, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from hearback.channels.tasks import send_due
from hearback.kit import clock
from hearback.kit.housekeeping import forget
from hearback.kit.throttle import throttle

pytestmark = pytest.mark.django_db


def execute(statement: str, *values: str | int) -> None:
    """Do one thing in the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def bells() -> set[str]:
    """The states of the bells that are kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs")
        return {status for (status,) in cursor.fetchall()}


def ring(status: str) -> int:
    """Leave a bell in this state."""
    number = send_due.defer()
    execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", status, number)
    return number


def test_ended_sessions_and_old_counts_go(now: datetime) -> None:
    for days in (-1, 1):
        session = SessionStore()
        session.set_expiry(now + timedelta(days=days))
        session["who"] = days
        session.save()
    throttle("page", "ana", 5, timedelta(hours=1), now - timedelta(days=3))
    throttle("page", "ana", 5, timedelta(hours=1), now)
    told = forget(now=now)
    assert (told["sessions"], told["counts"]) == (1, 1)
    assert Session.objects.count() == 1


def test_bells_go_a_week_after_they_were_rung() -> None:
    for status in ("todo", "succeeded", "failed"):
        ring(status)
    now = clock.now()
    forget(now=now)
    assert bells() == {"todo", "succeeded", "failed"}
    told = forget(now=now + timedelta(days=8))
    assert told["rung"] == 2
    assert bells() == {"todo"}


def test_a_bell_whose_worker_died_goes_and_one_in_hand_stays() -> None:
    ring("doing")
    kept = ring("doing")
    execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    execute(
        "UPDATE procrastinate_jobs SET worker_id = (SELECT max(id) FROM procrastinate_workers) "
        "WHERE id = %s",
        kept,
    )
    assert forget(now=clock.now())["orphaned"] == 1
    assert bells() == {"doing"}
