"""Opens a page about one interview to whoever holds the status link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from hearback.interviews.queries import interview_of
from hearback.kit import clock
from hearback.portal.private import opened_by, private, rested

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from hearback.interviews.models import Interview
    from hearback.pipeline.models import Application


@dataclass(frozen=True)
class Guest:
    """Who looks, at which of their interviews, and when."""

    token: str
    application: Application
    interview: Interview
    now: datetime

    @property
    def names(self) -> list[object]:
        """What every address of theirs is made of."""
        return [self.token, self.interview.public_id]


def guests(
    view: Callable[[HttpRequest, Guest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """For a page of one interview, below the status page; an unknown one is at rest."""

    @private()
    @wraps(view)
    def opened(request: HttpRequest, token: str, public_id: UUID) -> HttpResponseBase:
        now = clock.now()
        application = opened_by(token, now=now)
        interview = interview_of(application, public_id) if application else None
        if application is None or interview is None:
            return rested(request)
        return view(request, Guest(token, application, interview, now))

    return opened
