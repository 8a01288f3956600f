"""The black-hole report: none is proved by a count, and one stands first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from hearback.insights.actions import count_what_is_due
from hearback.insights.models import Proof
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, as_, cast, moment

__all__ = ["as_", "cast", "moment"]

PAGE = "/desk/insights/black-hole/"


@pytest.fixture(autouse=True)
def own_files(tmp_path: Any, settings: Any) -> None:
    """A file storage of its own."""
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = {**settings.STORAGES, "default": storage}


def make_a_black_hole() -> None:
    """Do to the database what the triggers would refuse."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_promise SET state = 'released', closed_at = made_at")
        cursor.execute("SET LOCAL session_replication_role = origin")


# M2, M38
def test_a_sound_house_reads_that_nobody_is_left_and_when_that_was_counted(
    cast: Cast, as_: As
) -> None:
    apply(cast)
    before = as_(cast.omar).get(PAGE).content.decode()
    assert "Not everything is counted yet" in before
    count_what_is_due(now=NOW)
    page = as_(cast.nadia).get(PAGE).content.decode()
    assert "Nobody is left without an answer to come" in page
    assert "Tue 24 Nov, 10:00" in page
    assert Proof.objects.get(pk="applications_without_promise").zero_since == NOW


def test_one_left_behind_is_said_first_and_forgets_since_when_there_was_none(
    cast: Cast, as_: As
) -> None:
    apply(cast)
    count_what_is_due(now=NOW)
    make_a_black_hole()
    count_what_is_due(now=NOW + timedelta(minutes=2))
    page = as_(cast.omar).get(PAGE).content.decode()
    assert "One thing that must never happen has happened" in page
    proof = Proof.objects.get(pk="applications_without_promise")
    assert (proof.count, proof.zero_since) == (1, None)


def test_what_takes_long_to_count_is_counted_more_rarely(cast: Cast) -> None:
    apply(cast)
    everything = count_what_is_due(now=NOW)
    assert count_what_is_due(now=NOW + timedelta(seconds=30)) == 0
    Proof.objects.filter(pk="promises_overdue").update(took_ms=60_000)
    # Files are walked through once a day, and what took a minute waits a hundred.
    assert count_what_is_due(now=NOW + timedelta(minutes=5)) == everything - 3
    assert count_what_is_due(now=NOW + timedelta(days=1)) == everything


def test_the_numbers_come_as_a_file_too(cast: Cast, as_: As) -> None:
    apply(cast)
    count_what_is_due(now=NOW)
    answer = as_(cast.omar).get(PAGE, {"as": "csv"})
    assert answer["Content-Type"] == "text/csv"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "What,Must be none,Count,Counted at,None since"
    assert lines[1].startswith("applications in progress without an open promise")


def test_insights_are_for_leads_and_analysts_and_stand_in_their_menu(cast: Cast, as_: As) -> None:
    for member, status in ((cast.omar, 200), (cast.nadia, 200), (cast.susan, 404)):
        assert as_(member).get("/desk/insights/").status_code == status
        menu = as_(member).get("/desk/").content.decode()
        assert ('href="/desk/insights/"' in menu) == (status == 200)
