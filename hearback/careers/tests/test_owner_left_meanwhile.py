"""Somebody applies at the very moment at which whoever would answer leaves the team."""

# M1 M8 M39

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

from hearback.careers.reception import forget_reception
from hearback.careers.tests.makers import cv, files_in, handle_in, only_application, send
from hearback.channels.models import Message
from hearback.pipeline.models import Application
from hearback.team.actions import remove_member
from tests.cast import NOW, Cast, make_cast
from tests.until import somebody_waits_for_a_lock, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _while_susan_leaves(cast: Cast, press: Callable[[], Any]) -> Any:
    """What a press of the button answers that had to wait for Susan's last moment in the team."""

    def pressed() -> Any:
        try:
            return press()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as applicant:
        with transaction.atomic():
            remove_member(cast.susan, to=cast.jo, by=cast.alex, now=NOW)
            answer = applicant.submit(pressed)
            until(somebody_waits_for_a_lock, "the application waits for whoever is leaving")
        return answer.result(timeout=10)


@pytest.mark.parametrize("kept_before", [False, True])
def test_the_application_goes_to_whoever_took_over(
    cast: Cast, papers: Path, *, kept_before: bool
) -> None:
    """With the file just sent, and with one kept from an earlier try."""
    handle = handle_in(send(cast.opening, resume=cv(), email="")) if kept_before else ""
    with_it = {"draft": handle} if kept_before else {"resume": cv()}
    answer = _while_susan_leaves(cast, lambda: send(cast.opening, **with_it))
    assert answer.status_code == 302
    application = only_application()
    promise = application.promises.get()
    receipt = Message.objects.get(purpose="careers.receipt")
    assert (application.owner, promise.owner) == (cast.jo, cast.jo)
    assert promise.words.startswith("Jo Lind tells you by")
    assert receipt.from_name.startswith("Jo Lind")
    assert "Susan" not in receipt.text
    assert [path.name for path in files_in(papers)] == [
        application.documents.get().key.rpartition("/")[2]
    ]


def test_what_the_reception_remembers_of_somebody_who_left_is_read_anew(
    cast: Cast, settings: Any
) -> None:
    settings.RECEPTION_SECONDS = 60
    forget_reception(cast.opening.slug)  # of another test, a moment ago
    assert send(cast.opening, email="bo@mail.example").status_code == 302
    remove_member(cast.susan, to=cast.jo, by=cast.alex, now=NOW)
    assert send(cast.opening).status_code == 302
    assert send(cast.opening, email="chen@mail.example").status_code == 302
    assert set(Application.objects.values_list("owner", flat=True)) == {cast.jo.pk}
