"""CVs read in the background: found by search soon, and no document reads itself to death."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from hearback.careers.actions import add_missing_texts, read_documents
from hearback.careers.actions import read_documents as reading
from hearback.careers.actions.texts import OVERLAP
from hearback.careers.cv import box
from hearback.careers.tests.makers import cv, files_in, send
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application, ApplicationText, Document, TextState
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def _found(words: str) -> list[str]:
    query = SearchQuery(words, config="simple")
    texts = ApplicationText.objects.filter(search=query).order_by("pk")
    return list(texts.values_list("application__name", flat=True))


def test_a_cv_is_found_by_its_words(cast: Cast) -> None:
    send(cast.opening, resume=cv())
    assert read_documents(clock=_at(NOW)) == 1
    assert _found("kettle") == ["Ana Moreau"]
    assert "Shift leader" in ApplicationText.objects.get().text
    assert Document.objects.get().text_state == TextState.READ
    assert read_documents(clock=_at(NOW)) == 0


def test_who_sent_no_cv_is_found_by_name_and_address(cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    apply(cast, "Ben Okafor")
    read_documents(clock=_at(NOW))
    assert _found("okafor") == ["Ben Okafor"]
    assert _found("ana.moreau@mail.example") == ["Ana Moreau"]
    assert _found("moreau mail") == ["Ana Moreau"]


def test_doing_it_again_changes_nothing(cast: Cast) -> None:
    apply(cast)
    assert add_missing_texts() == 1
    assert add_missing_texts() == 0
    assert add_missing_texts(look_everywhere=True) == 0


def test_a_late_commit_is_not_passed_over(cast: Cast) -> None:
    """Numbers are given out before they are committed, so a lower one may appear later."""
    early, late = apply(cast, "Ana Moreau"), apply(cast, "Ben Okafor")
    add_missing_texts()
    ApplicationText.objects.filter(application=early).delete()
    assert late.pk - early.pk < OVERLAP
    assert add_missing_texts() == 1


def test_one_far_back_is_found_once_a_day(cast: Cast) -> None:
    early, late = apply(cast, "Ana Moreau"), apply(cast, "Ben Okafor")
    add_missing_texts()
    ApplicationText.objects.filter(application=early).delete()
    far = late.pk + OVERLAP + 1
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE pipeline_applicationtext SET application_id = %s", [far])
        cursor.execute("UPDATE pipeline_application SET id = %s WHERE id = %s", [far, late.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
    assert add_missing_texts() == 0
    assert add_missing_texts(look_everywhere=True) == 1
    assert ApplicationText.objects.filter(application=early).exists()


def test_a_document_that_kills_its_reader_is_given_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three deaths, then it is left alone; the file stays."""

    class Killed(BaseException):
        """Stands for kill -9: nothing after it runs."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    send(cast.opening, resume=cv())
    moment = NOW
    with monkeypatch.context() as patch:
        patch.setattr(box, "read", die)
        for _ in range(3):
            with pytest.raises(Killed):
                read_documents(clock=_at(moment))
            assert read_documents(clock=_at(moment)) == 0
            moment += timedelta(minutes=3)
    assert read_documents(clock=_at(moment)) == 1
    document = Document.objects.get()
    assert document.text_state == TextState.UNREADABLE
    assert "died three times" in Entry.objects.get(kind="document.read").payload["outcome"]


def test_a_reader_that_was_frozen_changes_nothing_twice(cast: Cast) -> None:
    send(cast.opening, resume=cv())
    document = Document.objects.select_related("application").get()
    read_documents(clock=_at(NOW))
    reading_module = __import__(reading.__module__, fromlist=["x"])
    reading_module._write_down(document, "something else", "", now=NOW)
    assert "something else" not in ApplicationText.objects.get().text
    assert Entry.objects.filter(kind="document.read").count() == 1


def test_a_file_on_a_disk_that_is_away_waits(cast: Cast, papers: Path) -> None:
    send(cast.opening, resume=cv())
    (file,) = files_in(papers)
    away = file.rename(file.with_suffix(".away"))
    moment = NOW
    for _ in range(5):
        assert read_documents(clock=_at(moment)) == 1
        moment += timedelta(minutes=11)
    assert Document.objects.get().text_state == TextState.WAITING
    away.rename(file)
    read_documents(clock=_at(moment))
    assert Document.objects.get().text_state == TextState.READ


def test_a_cv_full_of_different_words_still_fits_the_index(cast: Cast) -> None:
    words = " ".join(f"слово{number}" for number in range(40_000))
    send(cast.opening, resume=cv(words))
    read_documents(clock=_at(NOW))
    assert Document.objects.get().text_state == TextState.READ
    assert _found("слово77") == ["Ana Moreau"]


def test_a_thousand_applications_take_a_handful_of_statements(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        apply(cast, f"Ana{number} Moreau")
    with django_assert_max_num_queries(3):
        assert add_missing_texts() == 30
    assert ApplicationText.objects.count() == Application.objects.count()
