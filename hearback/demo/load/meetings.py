"""People of the demo who were met in person: booked by phone, held, scored, asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from hearback.accounts.calendars import calendar_of
from hearback.demo.load.fates import FATES
from hearback.demo.load.story import Deed
from hearback.feedback.circle.actions import approve, draft
from hearback.feedback.circle.actions.draft import Written
from hearback.feedback.circle.actions.mind import FEEDBACK
from hearback.interviews.asked import actions as asked
from hearback.interviews.booking.actions import book_by_hand
from hearback.interviews.day.actions import note_held
from hearback.interviews.kits.actions import Said, file_scorecard, keep_fields
from hearback.interviews.kits.queries import scorers
from hearback.interviews.models import Interview, Overall
from hearback.ledger.models import Promise
from hearback.rules.calendar import subtract_working_time
from hearback.rules.newest import mark_of
from hearback.rules.slots import Part, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from hearback.demo.load.house import House
    from hearback.demo.load.life import Life
    from hearback.interviews.models import Panelist, Round

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
# The decision is made so many working hours after the meeting began, or a little more.
BEFORE_DECIDING, OVER, AFTERWARDS = 6 * HOUR, 10 * MINUTE, 2 * HOUR


@dataclass
class Meetings:
    """Everybody who is met, with what both sides find; the next person finds the next of it."""

    house: House
    facts: dict[str, Any]
    now: datetime
    met: int = 0
    begun: list[datetime] = field(default_factory=list)
    candidates: Iterator[dict[str, Any]] = field(init=False)
    panels: Iterator[dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.candidates = cycle(self.facts["candidate"])
        self.panels = cycle(self.facts["panel"])

    def of(self, life: Life, steps_at: Sequence[datetime]) -> list[Deed]:
        """The meeting of one person, between the news that there is one and the next step."""
        acts = [step.act for step in FATES[life.person.fate].steps]
        if life.person.opening != self.facts["opening"] or acts[-2:] != ["interview", "decline"]:
            return []
        told, decided = steps_at[-2], steps_at[-1]
        calendar = calendar_of(life.opening.owner, now=self.now)
        begins = subtract_working_time(calendar, decided, BEFORE_DECIDING)
        begins = begins.replace(minute=begins.minute // 30 * 30, second=0, microsecond=0)
        while any(abs(begins - one) < AFTERWARDS for one in self.begun):
            begins -= HOUR
        self.begun.append(begins)
        visit = Meeting(self, life)
        rung = min(told + HOUR / 2, begins - HOUR)
        return [
            Deed(rung, lambda at: visit.book(begins, at), life.person),
            Deed(begins + AFTERWARDS, visit.end, life.person),
            Deed(begins + 2 * AFTERWARDS, visit.tell, life.person),
        ]


@dataclass
class Meeting:
    """One person and the visit they come to."""

    among: Meetings
    life: Life

    def book(self, begins: datetime, at: datetime) -> None:
        """A time found on the phone."""
        visit = self.life.opening.rounds.get(name=self.among.facts["round"])
        by, slot = self.life.opening.owner, slot_of(visit, begins)
        book_by_hand(application=self.life.here, visit=visit, slot=slot, by=by, now=at)

    def _interview(self) -> Interview | None:
        return Interview.objects.filter(application=self.life.here).first()

    def end(self, at: datetime) -> None:
        """It took place; both sides are asked how it was."""
        interview = self._interview()
        if interview is not None:
            by = self.among.house.members[self.among.facts["held_by"]]
            note_held(interview=interview, by=by, now=at)
            asked.ask_after(interview=interview, now=at)

    def tell(self, at: datetime) -> None:
        """Everybody scores what they saw, and both sides say how it was."""
        interview = self._interview()
        if interview is None:
            return
        told = asked.Told(**(_FINE | next(self.among.candidates)))
        asked.tell(interview=interview, panelist=None, told=told, now=at)
        for panelist in scorers().filter(interview=interview).order_by("pk"):
            self._score(panelist, at)
            found = asked.Told(**(_FINE | next(self.among.panels)))
            asked.tell(interview=interview, panelist=panelist, told=found, now=at)
        self.among.met += 1

    def _score(self, panelist: Panelist, at: datetime) -> None:
        fields = {"overall": Overall.NO.value, "summary": "Has done the work; planning is open."}
        criteria = {one.position: one for one in self.life.opening.criteria.all()}
        for seen in self.among.facts["seen"]:
            key, words = criteria[seen["criterion"]].pk, seen["words"]
            fields[f"level-{key}"] = str(seen["level"])
            fields[f"words-{key}"] = words[self.among.met % len(words)]
        said = {name: Said(words, at, mark_of("")) for name, words in fields.items()}
        keep_fields(panelist=panelist, said=said, by=panelist.member, now=at)
        file_scorecard(panelist=panelist, by=panelist.member, now=at)


_FINE = {"on_time": True, "prepared": True, "undisturbed": True, "clear": True}


def slot_of(visit: Round, begins: datetime) -> Slot:
    """The parts of a round one after the other, with as many of each part's people as it needs."""
    room = visit.rooms.order_by("pk").first()
    parts, at = [], begins
    for session in visit.sessions.order_by("position"):
        people = list(session.people.order_by("pk").values_list("pk", flat=True))
        until = at + session.minutes * MINUTE
        there = tuple(people[: session.needed or None])
        parts.append(Part(session.pk, at, until, there, room.pk if room else None))
        at = until + session.break_after * MINUTE
    return Slot(begins, parts[-1].ends_at, tuple(parts))


def give_feedback(*, now: datetime) -> None:
    """Whoever was met and told no is told what was seen, in the words that were drafted."""
    owed = Promise.objects.open().filter(what=FEEDBACK).select_related("owner", "application")
    for promise in owed.order_by("pk"):
        if promise.application is not None:
            feedback = draft(application=promise.application, by=promise.owner, now=now)
            rows = [Written(one.key, one.words) for one in feedback.points.all()]
            approve(
                feedback=feedback,
                rows=rows,
                revision=feedback.revision,
                by=promise.owner,
                now=now,
            )
