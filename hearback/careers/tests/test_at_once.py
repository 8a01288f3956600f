"""The same press many times at once: one application, one use of a code, nothing lost."""

# M1 M11

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from hearback.careers.actions import send_code, spend_code
from hearback.careers.models import FreshCode, Purpose
from hearback.careers.tests.makers import cv, files_in, handle_in, send
from hearback.channels.models import Message
from hearback.kit.errors import Invalid
from hearback.kit.links import code
from hearback.pipeline.models import Application, Document
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 8


@pytest.fixture(autouse=True)
def cast(settings: pytest.FixtureRequest) -> Cast:
    settings.HEARBACK_RATE_LIMITS = False  # type: ignore[attr-defined]  # Django's settings
    return make_cast()


def _at_once(press: Callable[[], object]) -> list[object]:
    def pressed() -> object:
        try:
            return press()
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as hands:
        return [one.result() for one in [hands.submit(pressed) for _ in range(TIMES)]]


def test_a_form_sent_eight_times_at_once_is_one_application(cast: Cast, papers: Path) -> None:
    """Reliability 146: eight tabs, each with its own copy of the file."""
    answers = _at_once(lambda: send(cast.opening, resume=cv()).status_code)
    assert answers == [302] * TIMES
    assert Application.objects.count() == Document.objects.count() == 1
    assert [str(path.relative_to(papers)) for path in files_in(papers)] == [
        Document.objects.get().key
    ]
    assert Message.objects.filter(purpose="careers.receipt").count() == 1
    assert not Message.objects.filter(purpose="careers.already_applied").exists()


def test_a_kept_file_sent_eight_times_at_once_is_one_document(cast: Cast, papers: Path) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    answers = _at_once(lambda: send(cast.opening, draft=handle).status_code)
    assert answers == [302] * TIMES
    assert Application.objects.count() == Document.objects.count() == 1
    assert len(files_in(papers)) == 1
    assert Message.objects.count() == 1


def test_a_kept_file_goes_with_one_of_several_people_only(cast: Cast) -> None:
    handle = handle_in(send(cast.opening, resume=cv(), email=""))
    names = iter(range(TIMES))
    answers = _at_once(
        lambda: send(cast.opening, draft=handle, email=f"ana{next(names)}@mail.example").status_code
    )
    assert sorted(answers, key=str) == [302] + [409] * (TIMES - 1)
    assert Application.objects.count() == 1


def test_a_code_typed_eight_times_at_once_works_once(cast: Cast) -> None:
    application = apply(cast)
    send_code(application=application, purpose=Purpose.WITHDRAW, now=NOW)
    digits = code("code:fresh", FreshCode.objects.get().public_id, 1)

    def spend() -> bool:
        try:
            spend_code(application=application, purpose=Purpose.WITHDRAW, typed=digits, now=NOW)
        except Invalid:
            return False
        return True

    assert sum(map(bool, _at_once(spend))) == 1


def test_wrong_codes_typed_at_once_never_get_a_sixth_try(cast: Cast) -> None:
    """Reliability 111."""
    application = apply(cast)
    send_code(application=application, purpose=Purpose.WITHDRAW, now=NOW)

    def guess() -> str:
        with pytest.raises(Invalid) as wrong:
            spend_code(application=application, purpose=Purpose.WITHDRAW, typed="x", now=NOW)
        return wrong.value.sentence

    looked = [sentence for sentence in _at_once(guess) if "not the code" in str(sentence)]
    assert len(looked) == 5
    assert FreshCode.objects.get().tries == 5
