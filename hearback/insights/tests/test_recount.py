"""A recount puts new facts and cells in the place of the old, and nothing is lost beside it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from hearback.insights.cells.recount import TABLES, recount
from hearback.insights.cells.renew import renew_all
from hearback.insights.models import Cell, Fact, Touched
from hearback.insights.tests.makers import assert_exact, counted, everything
from hearback.pipeline.models import Application
from tests.cast import NOW, Cast, apply, make_cast

_BUILT = """
SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)
 UNION ALL
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE conrelid::regclass::text = ANY(%s) ORDER BY 1, 2, 3
"""


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def built() -> list[tuple[str, str, str]]:
    """Indexes and constraints of facts and cells."""
    with connection.cursor() as cursor:
        cursor.execute(_BUILT, [list(TABLES), list(TABLES)])
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_a_recount_mends_what_is_wrong_and_leaves_the_tables_as_they_were_built(cast: Cast) -> None:
    for number in range(5):
        apply(cast, f"Person {number}")
    renew_all()
    before, right = built(), everything()
    Fact.objects.filter(measure="promise").delete()
    Cell.objects.update(count=77)
    assert recount(limit=2) == 5
    assert everything() == right
    assert built() == before
    apply(cast, "Somebody Else")
    assert_exact()
    assert built() == before


@pytest.mark.django_db
def test_whoever_applies_is_noted_once_and_whoever_is_gone_already_too(cast: Cast) -> None:
    renew_all()
    application = apply(cast)
    assert set(Touched.objects.values_list("kind", "subject")) == {(1, application.pk)}
    renew_all()
    application.pk, application.public_id = None, "00000000-0000-4000-8000-000000000000"
    application.opening, application.link_fingerprint = cast.other_opening, "imported"
    application.state, application.ended_at = "withdrawn", NOW
    application._state.adding = True
    application.save()
    assert Touched.objects.filter(kind=1, subject=application.pk).exists()
    renew_all()
    assert counted("first_answer") == {"waiting": 1, "withdrew": 1}
    assert_exact()


@pytest.mark.django_db(transaction=True)
def test_what_commits_while_all_is_counted_anew_comes_with_the_next_step(cast: Cast) -> None:
    written, go = Event(), Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                apply(cast, "Slow Writer")
                written.set()
                assert go.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(slow)
        assert written.wait(20)
        apply(cast, "Quick Writer")
        recount()
        assert counted("first_answer") == {"waiting": 1}
        go.set()
        waiting.result()
    assert Application.objects.count() == 2
    renew_all()
    assert counted("first_answer") == {"waiting": 2}
    assert_exact()
