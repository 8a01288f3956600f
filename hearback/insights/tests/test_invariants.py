"""Each invariant counts what it says: nothing in a sound house, one when one thing is broken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from hearback.channels.models import Arrival, ArrivalState, Door, Message, MessageState
from hearback.insights import files
from hearback.insights.invariants import all_invariants
from hearback.kit.storage import random_key
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Document
from tests.cast import NOW, apply, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sound_house(tmp_path: Path, settings: Any) -> None:
    """One application, as it should be, and a file storage of its own."""
    storages = {**settings.STORAGES}
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = storages
    apply(make_cast())


def counts() -> dict[str, int]:
    """What is wrong, by name."""
    found = {one.name: one.count(NOW) for one in all_invariants()}
    return {name: count for name, count in found.items() if count}


def without_triggers(statement: str) -> None:
    """Do to the database what the triggers would refuse."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def no_promise() -> None:
    without_triggers("UPDATE ledger_promise SET state = 'released', closed_at = made_at")


def no_receipt() -> None:
    Message.objects.filter(purpose="careers.receipt").update(purpose="other")


def over() -> None:
    without_triggers("UPDATE pipeline_opening SET state = 'closed'")


def ended() -> None:
    without_triggers("UPDATE pipeline_application SET state = 'withdrawn'")


def overdue() -> None:
    late, soon = NOW - timedelta(minutes=6), NOW + timedelta(hours=1)
    Promise.objects.update(due_at=late, remind_at=late, escalate_at=late, next_at=soon)


def unswept() -> None:
    Promise.objects.update(next_at=NOW - timedelta(minutes=6))


def message(**changes: object) -> Callable[[], None]:
    """A change to the one message there is."""

    def damage() -> None:
        Message.objects.update(**changes)

    return damage


def no_file() -> None:
    Document.objects.create(
        public_id=Application.objects.get().public_id,
        application=Application.objects.get(),
        key=random_key(),
        name="cv.txt",
        kind="txt",
        size=1,
        sha256="",
        created_at=NOW,
    )


def machines_talk() -> None:
    key = default_storage.save(random_key(), ContentFile(b"Subject: Again"))
    more = {"size": 14, "state": ArrivalState.LOOP, "arrived_at": NOW}
    Arrival.objects.create(door=Door.SMTP, key="again", raw_key=key, **more)


HOUR_AGO = NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        (no_promise, "applications_without_promise"),
        (no_receipt, "applications_without_receipt"),
        (over, "unanswered_in_closed_openings"),
        (overdue, "promises_overdue"),
        (unswept, "promises_unswept"),
        (message(state="elsewhere"), "messages_unaccounted"),
        (message(state=MessageState.AT_RELAY, lease_until=HOUR_AGO), "messages_stuck"),
        (message(state=MessageState.ACCEPTED, accepted_at=HOUR_AGO), "messages_unsettled"),
        (no_file, "rows_without_file"),
        (ended, "promises_to_nobody"),
        (message(state=MessageState.IN_DOUBT), "messages_in_doubt"),
        (message(state=MessageState.FAILED), "messages_failed"),
        (message(state=MessageState.HELD), "messages_held"),
        (message(send_after=HOUR_AGO), "messages_late"),
        (machines_talk, "arrivals_unreadable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_broken_is_counted_once(damage: Callable[[], None], name: str) -> None:
    assert counts() == {}
    damage()
    assert counts() == {name: 1}


def test_files_of_nobody_are_named_once_they_are_old(tmp_path: Path) -> None:
    key = default_storage.save(random_key(), ContentFile(b"left over"))
    young = default_storage.get_modified_time(key)
    assert list(files.files_without_row(now=young)) == []
    old = young + timedelta(hours=25)
    assert list(files.files_without_row(now=old)) == [key]
    assert (tmp_path / key).exists()


def test_a_document_owns_its_file() -> None:
    no_file()
    document = Document.objects.get()
    default_storage.save(document.key, ContentFile(b"x"))
    later = default_storage.get_modified_time(document.key) + timedelta(days=9)
    assert list(files.files_without_row(now=later)) == []
    assert list(files.rows_without_file()) == []


def test_every_invariant_says_what_it_counts() -> None:
    names = [one.name for one in all_invariants()]
    assert len(set(names)) == len(names)
    assert all(len(one.sentence.split()) >= 4 for one in all_invariants())
