"""What tests of the circle need: a visit that was held and scored, and somebody told no."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.answers.tests.makers import send, tell_no
from hearback.interviews.asked.actions import ask_after
from hearback.interviews.kits.tests.makers import AFTER, files, visited
from hearback.pipeline.models import Application
from tests.cast import apply

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview
    from tests.cast import Cast

NUMBER = "+14165550199"
TOLD = AFTER + timedelta(days=3)
"""Thursday 3 December 2026, 13:00 in Toronto: Ana has had her no."""


def held(cast: Cast, *, language: str = "en") -> Interview:
    """Ana's visit, which is over; both sides were asked a moment ago."""
    application = apply(cast)
    Application.objects.filter(pk=application.pk).update(language=language, phone=NUMBER)
    interview = visited(cast, Application.objects.get(pk=application.pk), with_jo=False)
    ask_after(interview=interview, now=AFTER)
    return interview


def scored(cast: Cast, interview: Interview, *, leading: int = 4, floor: int = 1) -> None:
    """Grace files on leading, Ben on the floor."""
    files(interview, cast.grace, level=leading)
    files(interview, cast.ben, level=floor)


def told_no(cast: Cast, interview: Interview, *, now: datetime = AFTER) -> Application:
    """The no leaves and is accepted."""
    application = interview.application
    tell_no(cast, application, now=now)
    send(TOLD)
    application.refresh_from_db()
    return application
