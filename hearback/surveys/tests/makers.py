"""What tests of surveys need besides the cast: people who were answered, asked, and said so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.answers.tests.makers import send, tell_no
from hearback.rules.measures import Moment
from hearback.surveys.actions import Told, count_opinions, tell
from hearback.surveys.models import Asking, Opinion
from tests.cast import NOW, apply

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Application
    from tests.cast import Cast

DAY = timedelta(days=1)
ANSWERED = NOW + 2 * DAY
"""By then a no decided at NOW was accepted by the relay; needs the fixture `relay`."""
FINE = Told(recommend=9, relationship=4, buying="yes", line="Susan rang me herself")


def answered_no(cast: Cast, name: str = "Ana Moreau", **more: Any) -> Application:
    """Somebody who applied and was told no; both letters are out."""
    application = apply(cast, name, **more)
    send(NOW)
    tell_no(cast, application, now=NOW)
    send(ANSWERED)
    application.refresh_from_db()
    return application


def asked_now(application: Application, *, at: datetime, moment: Moment = Moment.ANSWER) -> Asking:
    """What somebody is asked, as if its letter had gone out at `at` (aware)."""
    opening = application.opening
    asking, _ = Asking.objects.update_or_create(
        application=application,
        moment=moment,
        defaults={"asked_at": at, "dropped": ""},
        create_defaults={
            "candidate": application.candidate,
            "opening": opening,
            "team": opening.team,
            "stage": application.stage,
            "language": application.language,
            "since": at,
            "asked_at": at,
        },
    )
    return asking


def said(
    application: Application,
    *,
    at: datetime,
    told: Told = FINE,
    moment: Moment = Moment.ANSWER,
    counted: bool = True,
) -> Opinion:
    """What somebody says at `at` (aware); counted a day later where they have their answer."""
    asking = asked_now(application, at=at, moment=moment)
    opinion = tell(asking=asking, told=told, now=at)
    if counted:
        count_opinions(now=at + 2 * DAY)
        opinion.refresh_from_db()
    return opinion
