"""The worker waits on connections of its own, and its tasks ring bells within their transaction."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from hearback.channels.tasks import send_due
from hearback.commands.worker import _connector


class ChangedMyMind(Exception):
    """Rolls a transaction back."""


def bells() -> int:
    """How many bells have been rung, as any other process sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        (count,) = cursor.fetchone()
    return int(count)


@transaction.atomic
def ring_and_change_my_mind() -> None:
    """Ring a bell in a transaction that is then rolled back."""
    before = bells()
    send_due.defer()
    assert bells() == before + 1
    raise ChangedMyMind


@pytest.mark.django_db(transaction=True)
def test_a_bell_rung_by_a_task_is_not_heard_when_its_work_is_undone() -> None:
    before = bells()
    with app.replace_connector(_connector()):
        with pytest.raises(ChangedMyMind):
            ring_and_change_my_mind()
        assert bells() == before
        with transaction.atomic():
            send_due.defer()
        assert bells() == before + 1


def test_every_periodic_task_is_known_where_the_worker_looks() -> None:
    import_module(settings.PROCRASTINATE_IMPORT_PATHS[0])
    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert "timetable.send_what_is_due" in names
    assert isinstance(app.connector, DjangoConnector)
