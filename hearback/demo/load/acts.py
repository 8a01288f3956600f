"""The steps of a fate, each through the act a member or candidate would use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hearback.accounts.calendars import calendar_of
from hearback.answers import actions as answers
from hearback.answers.models import Outcome, ResourceKind
from hearback.answers.owed import owed_to
from hearback.careers.actions import submit_application, withdraw
from hearback.demo.load.customers import agreed_by
from hearback.demo.load.papers import paper
from hearback.demo.load.profile import cv_text
from hearback.demo.load.referrals import sent_by
from hearback.inbox.actions import log_call
from hearback.pipeline.models import StageKind
from hearback.rules.calendar import add_working_days, add_working_time
from hearback.rules.wall import floor_five

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hearback.accounts.models import Member
    from hearback.answers.models import Resource
    from hearback.careers.actions import KeptFile
    from hearback.demo.load.house import House
    from hearback.demo.load.life import Life
    from hearback.demo.load.meetings import Meetings
    from hearback.pipeline.models import Application

TIGHT = timedelta(hours=6)
A_DAY_OF_WORK = timedelta(hours=8)
LONGER = 6
# A share of those who hear a no is told of another opening here.
ANOTHER_OPENING = 0.25


@dataclass(frozen=True)
class Scene:
    """One step about to be taken: whose, on which application, at which moment (aware UTC)."""

    house: House
    life: Life
    application: Application
    now: datetime

    @property
    def by(self) -> Member:
        """Who told this candidate the next date, else who owns the application."""
        owners = owed_to([self.application.pk]).values_list("owner", flat=True)
        return self.house.member(owners.first() or self.application.owner_id)


@dataclass(frozen=True)
class Desk:
    """Where the acts are done: the house, what keeps a file, and who is met in person."""

    house: House
    keep: Callable[[str, bytes], KeptFile]
    meetings: Meetings

    def apply(self, life: Life, number: int, *, now: datetime) -> None:
        """Send the form with a CV."""
        stem = f"CV {life.person.name}".replace(" ", "_")
        page = cv_text(life.person, life.profile)
        file = self.keep(*paper(page, stem=stem, number=number))
        submission = replace(sent_by(self.house, life).with_cv(file), also=agreed_by(life.person))
        done = submit_application(opening=life.opening, submission=submission, now=now)
        life.application = done.application

    def act(self, name: str, life: Life, *, due: str, now: datetime) -> None:
        """Take one step by its name in `ACTS`; `due` names a date of its own, or is empty."""
        scene = Scene(self.house, life, life.here, now)
        if due:
            _onward(scene, StageKind.REVIEW, life.first_words(), due_at=_named(scene, due))
        else:
            ACTS[name](scene)


def _named(scene: Scene, due: str) -> datetime:
    if due in scene.life.dues:
        return scene.life.dues[due]
    return floor_five(add_working_time(calendar_of(scene.by, now=scene.now), scene.now, TIGHT))


def _read(scene: Scene) -> None:
    answers.move_quietly(
        application=scene.application,
        to_stage=scene.house.stages[StageKind.REVIEW],
        by=scene.by,
        now=scene.now,
    )


def _onward(scene: Scene, kind: StageKind, words: str, *, due_at: datetime | None = None) -> None:
    answers.advance(
        application=scene.application,
        to_stage=scene.house.stages[kind],
        words=words,
        due_at=due_at,
        by=scene.by,
        now=scene.now,
    )


def _review(scene: Scene) -> None:
    _onward(scene, StageKind.REVIEW, scene.life.first_words())


def _interview(scene: Scene) -> None:
    _onward(scene, StageKind.INTERVIEW, scene.life.say("interview"))


def _offer(scene: Scene) -> None:
    _onward(scene, StageKind.OFFER, scene.life.say("offer"))


def _hold(scene: Scene) -> None:
    by, now = scene.by, scene.now
    due_at = floor_five(add_working_days(calendar_of(by, now=now), now, LONGER))
    reason = scene.life.say("hold")
    answers.hold(application=scene.application, reason=reason, due_at=due_at, by=by, now=now)


def _decline(scene: Scene) -> None:
    life = scene.life
    thanks = life.say("met" if life.person.fate == "no_meeting" else "thanks")
    answers.decline(
        application=scene.application,
        thanks=thanks,
        reason=life.no["reason"],
        criterion=life.criterion(),
        resource=_something_that_helps(scene),
        by=scene.by,
        now=scene.now,
    )


def _filled(scene: Scene) -> None:
    answers.decline(
        application=scene.application,
        thanks=scene.life.say("thanks"),
        reason="",
        criterion=None,
        outcome=Outcome.FILLED,
        resource=_something_that_helps(scene),
        by=scene.by,
        now=scene.now,
    )


def _something_that_helps(scene: Scene) -> Resource:
    """Another opening in the same country for some, for others something near from the library."""
    life, opening = scene.life, scene.life.opening
    country = opening.place.country
    others = [
        one
        for one in scene.house.openings.values()
        if one.place.country == country and one.pk != opening.pk
    ]
    if others and life.dice.chance(ANOTHER_OPENING):
        other = life.dice.pick(others)
        return answers.offer_opening(opening=other, by=scene.by, now=scene.now)
    far = "Fern" if country == "GB" else "The Thames"
    near = [
        one
        for one in scene.house.resources
        if one.kind != ResourceKind.PARTNER or not one.title.startswith(far)
    ]
    return life.dice.pick(near)


def _hire(scene: Scene) -> None:
    by, now = scene.by, scene.now
    ring_by = floor_five(add_working_time(calendar_of(by, now=now), now, A_DAY_OF_WORK))
    answers.hire(
        application=scene.application,
        words=scene.life.say("hire"),
        caller=by,
        ring_by=ring_by,
        by=by,
        now=now,
    )


def _call(scene: Scene) -> None:
    log_call(
        application=scene.application,
        words="We went through the contract together; it goes out by post today.",
        at=scene.now,
        answers=False,
        by=scene.house.member(scene.application.owner_id),
        now=scene.now,
    )


def _withdraw(scene: Scene) -> None:
    withdraw(application=scene.application, now=scene.now)


ACTS: Mapping[str, Callable[[Scene], None]] = {
    "read": _read,
    "review": _review,
    "interview": _interview,
    "offer": _offer,
    "hold": _hold,
    "decline": _decline,
    "filled": _filled,
    "hire": _hire,
    "call": _call,
    "withdraw": _withdraw,
}
