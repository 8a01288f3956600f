"""What people said of us, as coaching: nobody's words, and nothing from fewer than five."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from hearback.accounts.models import Team
from hearback.interviews.asked.models import Asked, Opinion, Side
from hearback.interviews.day.models import Alone
from hearback.interviews.models import Interview, InterviewState, Panelist
from hearback.pipeline.models import ApplicationState
from hearback.rules.measures import FLOOR

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member

TAPS = ("on_time", "prepared", "undisturbed", "clear")
MOST_LINES = 20
# People get up and say goodbye first; asked after so many days nobody would remember.
AFTERWARDS, LATELY, DAY = timedelta(minutes=5), timedelta(days=7), timedelta(days=1)


@dataclass(frozen=True)
class Share:
    """How many of those who tapped said yes; `said` is 0 where nobody tapped."""

    yes: int
    said: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent, None from fewer than five."""
        return round(100 * self.yes / self.said) if self.said >= FLOOR else None


@dataclass(frozen=True)
class View:
    """What one side said: how many, the four shares, and lines of what went well."""

    number: int
    shares: dict[str, Share]
    lines: list[str]

    @property
    def is_enough(self) -> bool:
        """Whether it may be shown at all."""
        return self.number >= FLOOR


@dataclass(frozen=True)
class OfTeam:
    """A team as candidates saw it, beside how its interviewers found their own days (M21)."""

    team: Team
    candidates: View
    panel: View


def view_of(opinions: QuerySet[Opinion]) -> View:
    """What these opinions say together; nothing but their number when they are too few."""
    counts = {
        f"{tap}_{word}": Count("pk", filter=Q(**{tap: value}))
        for tap in TAPS
        for word, value in (("yes", True), ("no", False))
    }
    found = opinions.aggregate(number=Count("pk"), **counts)
    if found["number"] < FLOOR:
        return View(found["number"], {}, [])
    shares = {
        tap: Share(found[f"{tap}_yes"], found[f"{tap}_yes"] + found[f"{tap}_no"]) for tap in TAPS
    }
    # In no order of time: who came last is nobody's business.
    lines = opinions.exclude(went_well="").order_by("public_id").values_list("went_well", flat=True)
    return View(found["number"], shares, list(lines[:MOST_LINES]))


def coaching_for(member: Member) -> View:
    """What candidates said of interviews this member took part in."""
    return view_of(Opinion.objects.readable().filter(side=Side.CANDIDATE, about=member).distinct())


def teams_both_sides() -> list[OfTeam]:
    """Every team both ways, by name."""
    readable = Opinion.objects.readable()
    return [
        OfTeam(
            team,
            view_of(readable.filter(team=team, side=Side.CANDIDATE)),
            view_of(readable.filter(team=team, side=Side.PANEL)),
        )
        for team in Team.objects.order_by("name")
    ]


class OfPanel(NamedTuple):
    """What one interviewer said of interviewing here, without a name, once it is readable.

    `recommend` is 0 to 10; `team` an id; `month` the first of the month it was said in.
    """

    id: int
    team: int
    month: date
    recommend: int


def panel_answers_for_figures() -> list[OfPanel]:
    """Every such answer, to be set beside the candidates' (M21); shown from five up only."""
    said = Opinion.objects.readable().filter(side=Side.PANEL, recommend__isnull=False)
    rows = said.order_by("pk").values_list("pk", "team_id", "month", "recommend")
    return [OfPanel(pk, team, month, score) for pk, team, month, score in rows if score is not None]


def asked_of(interview: Interview, panelist: Panelist | None) -> Asked | None:
    """Whether this side was asked about this interview, and has answered."""
    return Asked.objects.filter(interview=interview, panelist=panelist).first()


def said_before(interview: Interview, panelist: Panelist | None) -> Opinion | None:
    """What this side said, as long as it can still be changed."""
    return Opinion.objects.filter(interview=interview, panelist=panelist).first()


def may_be_asked(*, now: datetime) -> QuerySet[Interview]:
    """Interviews that ended lately with somebody to ask how it was, at `now` (aware).

    The candidate once it was held, or minutes after its planned end where nobody has said how it
    ended; not where one side was left alone, which a person looks into. Ours once it was held.
    """
    asked = Asked.objects.filter(interview=OuterRef("pk"), panelist=None)
    alone = Alone.objects.filter(interview=OuterRef("pk"), begins_at=OuterRef("begins_at"))
    held = Q(state=InterviewState.HELD, ended_at__gt=now - LATELY)
    nobody_said = Q(
        state=InterviewState.BOOKED,
        begins_at__gt=now - LATELY - DAY,
        ends_at__lte=now - AFTERWARDS,
        ends_at__gt=now - LATELY,
        application__state=ApplicationState.IN_PROGRESS,
    )
    ours = Exists(_to_ask().filter(interview=OuterRef("pk")))
    to_candidate = ~Exists(asked) & (held | (nobody_said & ~Exists(alone)))
    return Interview.objects.filter(to_candidate | (held & ours))


def panel_to_ask(interview: Interview) -> QuerySet[Panelist]:
    """Whoever of ours took part and was not asked yet."""
    return _to_ask().filter(interview=interview).select_related("member")


def _to_ask() -> QuerySet[Panelist]:
    return Panelist.objects.filter(is_on=True, member__is_active=True, asked=None)
