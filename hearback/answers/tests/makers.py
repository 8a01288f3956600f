"""What tests of the answers need besides the cast: help to offer, moments, the post going out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import connection

from hearback.answers import actions
from hearback.answers.models import Answer, Resource, ResourceKind
from hearback.channels import outbox
from hearback.ledger.models import Promise, PromiseState
from tests.cast import NOW

if TYPE_CHECKING:
    from hearback.pipeline.models import Application
    from tests.cast import Cast

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
THANKS = "coming in on Monday and for the plan you drew"
REASON = "Others who applied have led a team for longer."


def helpful(**more: Any) -> Resource:
    """A course that helps whoever was told no."""
    known: dict[str, Any] = {
        "kind": ResourceKind.COURSE,
        "title": "Leading a team, evenings",
        "words": "Free at the library, ten evenings.",
        "url": "https://library.example/leading",
        "checked_on": date(2026, 11, 1),
    }
    resource, _ = Resource.objects.get_or_create(**(known | more))
    return resource


def tell_no(cast: Cast, application: Application, **more: Any) -> Answer:
    """A no as it should be, with whatever a test wants different."""
    known: dict[str, Any] = {
        "thanks": THANKS,
        "reason": REASON,
        "criterion": application.opening.criteria.order_by("position").first(),
        "resource": helpful(),
        "by": cast.susan,
        "now": NOW,
        "form_token": uuid4(),
    }
    return actions.decline(application=application, **(known | more))


def tell_onward(cast: Cast, application: Application, **more: Any) -> Answer:
    """Good news as it should be, with whatever a test wants different."""
    known: dict[str, Any] = {
        "to_stage": cast.interview,
        "words": "We would like to meet you. I ring you to find a time.",
        "by": cast.susan,
        "now": NOW,
        "form_token": uuid4(),
    }
    return actions.advance(application=application, **(known | more))


def send(at: datetime) -> int:
    """Let the post go out at a moment; returns how many letters left. The triggers look too."""
    sent = outbox.send_due(clock=lambda: at)
    connection.check_constraints()
    return sent


def open_promises(application: Application) -> list[Promise]:
    """What the candidate is still owed, soonest first."""
    return list(application.promises.filter(state=PromiseState.OPEN).order_by("due_at", "pk"))


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
