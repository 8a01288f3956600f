"""What somebody says of us stands on no page of the team, before their answer and after it."""

# M33

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hearback.rules.measures import Moment as After
from hearback.surveys.actions import Told
from hearback.surveys.tests.makers import ANSWERED, DAY, answered_no, said
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment, as_, cast, moment

if TYPE_CHECKING:
    from hearback.pipeline.models import Application

__all__ = ["as_", "cast", "moment"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("relay")]
LINE = "The corridor was cold and nobody spoke"
TOLD = Told(recommend=3, relationship=1, buying="no", line=LINE)


def _pages(application: Application) -> list[str]:
    about = f"/desk/applications/{application.public_id}/"
    return [about, f"/desk/search/?q={application.name}", "/desk/", "/desk/outbox/"]


def test_no_page_of_the_desk_shows_it(cast: Cast, moment: Moment, as_: As) -> None:
    waiting, answered = apply(cast, "Bo Chen"), answered_no(cast)
    said(waiting, at=NOW + DAY, told=TOLD, moment=After.APPLICATION)
    said(answered, at=ANSWERED, told=TOLD)
    moment.now = ANSWERED + 3 * DAY
    for member in (cast.susan, cast.grace, cast.omar, cast.alex):
        browser = as_(member)
        for application in (waiting, answered):
            pages = [browser.get(path) for path in _pages(application)]
            assert pages[0].status_code == 200
            said_there = " ".join(page.content.decode() for page in pages)
            assert "corridor" not in said_there
            assert "elsewhere" not in said_there
