"""What tests of kits and scorecards need: a kit in words, an interview that is over, a card."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client

from hearback.interviews.kits.actions import Said, file_scorecard, keep_fields
from hearback.interviews.kits.reading import topics_for
from hearback.interviews.models import Guide, Interview, InterviewState, Panelist, Scorecard
from hearback.interviews.tests.makers import KIT, MONDAY, booked, plan
from hearback.pipeline.models import Criterion
from hearback.rules.newest import mark_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Round
    from hearback.pipeline.models import Application
    from tests.cast import Cast

HOUR = timedelta(hours=1)
AFTER = MONDAY + 3 * HOUR
"""Monday 30 November 2026, 13:00 in Toronto: the visit is over since half past eleven."""
EVIDENCE = "Led nine people through the move of the shop, and named what she would do anew."
ANCHORS = tuple(KIT[f"level_{level}"] for level in (1, 2, 3, 4))


def put_in_words(visit: Round) -> None:
    """Give every criterion of a round its questions and its four levels."""
    for criterion in Criterion.objects.filter(covered_by__session__round=visit):
        Guide.objects.update_or_create(criterion=criterion, defaults=KIT)


def visited(cast: Cast, application: Application, *, with_jo: bool = True) -> Interview:
    """A visit that is over: Grace (and Jo) on leading, Ben on the floor."""
    visit = plan(cast, opening=application.opening)
    if with_jo:
        visit.sessions.get(position=1).people.add(cast.jo)
    interview = booked(cast, application, visit)
    interview.state, interview.ended_at = InterviewState.HELD, interview.ends_at
    interview.save()
    return interview


def seat(interview: Interview, member: Member) -> Panelist:
    """A member's part in an interview."""
    return Panelist.objects.select_related("member", "interview").get(
        interview=interview, member=member
    )


def filled(panelist: Panelist, *, level: int = 3, **more: str) -> dict[str, str]:
    """Every field of a scorecard, as its form sends them."""
    fields = {"overall": "yes", "summary": "She has done the work."}
    for topic in topics_for(panelist):
        key = topic.criterion.pk
        fields |= {f"level-{key}": str(level), f"words-{key}": EVIDENCE}
    return fields | more


def writes(panelist: Panelist, fields: dict[str, str], *, at: datetime = AFTER) -> Any:
    """Keep these fields, typed this moment by somebody who had seen an empty card."""
    said = {name: Said(words, at, mark_of("")) for name, words in fields.items()}
    return keep_fields(panelist=panelist, said=said, by=panelist.member, now=at)


def files(
    interview: Interview, member: Member, *, level: int = 3, at: datetime = AFTER, **more: str
) -> Scorecard:
    """Write and file a member's scorecard."""
    panelist = seat(interview, member)
    writes(panelist, filled(panelist, level=level, **more), at=at)
    return file_scorecard(panelist=panelist, by=member, now=at)


def as_(member: Member) -> Client:
    """A browser in which this member is signed in."""
    client = Client()
    client.force_login(member)
    return client


def seen(fields: dict[str, str]) -> str:
    """What a page says it showed, as its form sends it."""
    return json.dumps({name: mark_of(words) for name, words in fields.items()})
