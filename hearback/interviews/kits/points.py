"""What scorecards say of somebody, point by point, for whoever tells them what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hearback.interviews.kits.queries import panel_of
from hearback.interviews.models import InterviewState, Score
from hearback.kit.moments import day_hour
from hearback.pipeline.models import Application

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.interviews.models import Panelist, Scorecard
    from hearback.pipeline.models import Criterion


@dataclass(frozen=True)
class Seen:
    """One criterion on one filed scorecard; a new version of the card is another `key`."""

    key: str
    criterion: Criterion
    level: int
    words: str
    source: str
    member: Member


def points_for(application: Application) -> list[Seen]:
    """Every criterion scored by those who met this person, from each one's newest filed card."""
    return [point for panelist in panel_of(application) for point in _points(panelist)]


def everybody_met() -> QuerySet[Application]:
    """Applications of everybody with whom an interview took place."""
    return Application.objects.filter(interviews__state=InterviewState.HELD).distinct()


def _points(panelist: Panelist) -> list[Seen]:
    card = panelist.scorecards.filed().order_by("-version").first()
    if card is None:
        return []
    asked = card.scores.filter(level__gt=0, criterion__isnull=False)
    return [
        _seen(panelist, card, score, score.criterion)
        for score in asked.select_related("criterion")
        if score.criterion is not None
    ]


def _seen(panelist: Panelist, card: Scorecard, score: Score, criterion: Criterion) -> Seen:
    interview = panelist.interview
    zone = ZoneInfo(panelist.member.zone)
    when = f", {day_hour(interview.begins_at, zone)}" if interview.begins_at else ""
    return Seen(
        key=f"{panelist.public_id}:{criterion.pk}:{card.version}",
        criterion=criterion,
        level=score.level or 0,
        words=score.words,
        source=f"{panelist.member.name}, {interview.round.name}{when}",
        member=panelist.member,
    )
