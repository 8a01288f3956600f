"""The board of one opening: its stages, who is in each, since when they wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F, FilteredRelation, Q

from hearback.desk.queries.owed import ON_THEIR_WAY, STUCK
from hearback.kit.paging import Count, Place, after, before, cut
from hearback.ledger.models import Promise, Promisee, PromiseState
from hearback.pipeline.models import Application, ApplicationState, Opening, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

# A page of people, and where the next one begins.
Page = tuple[list[Application], Place | None]

COUNTED = 1000
# What a card says; people and promises carry much more that a board need not read.
_PERSON = ["name", "public_id", "received_at", "ended_at", "stage"]
_DUE = [
    *("application", "what", "state", "made_at", "due_at"),
    *("follows__state", "follows__made_at", "follows__due_at"),
]
ENDS = (ApplicationState.HIRED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN)

# Every number stops at a thousand and is read from an index, so that a lane of 25,000 people
# costs no more than one of 500.
_LANES = """
SELECT s.id,
       (SELECT count(*) FROM (
            SELECT 1 FROM pipeline_application a
             WHERE a.opening_id = %(opening)s AND a.stage_id = s.id AND a.state = 'in_progress'
               {known} LIMIT %(most)s + 1) people),
       (SELECT min(a.received_at) FROM pipeline_application a
         WHERE a.opening_id = %(opening)s AND a.stage_id = s.id AND a.state = 'in_progress'
           {known}),
       (SELECT count(*) FROM (
            SELECT 1 FROM ledger_promise p
              JOIN ledger_promise broken ON broken.id = p.follows_id AND broken.state = 'broken'
              JOIN pipeline_application a ON a.id = p.application_id
             WHERE p.opening_id = %(opening)s AND p.state = 'open' AND p.follows_id IS NOT NULL
               AND p.promiser_id IS NULL AND a.stage_id = s.id {known} LIMIT %(most)s + 1) late)
  FROM pipeline_stage s
"""
_ENDED = """
SELECT e.state, (SELECT count(*) FROM (
            SELECT 1 FROM pipeline_application a
             WHERE a.opening_id = %(opening)s AND a.state = e.state
               {known} LIMIT %(most)s + 1) people)
  FROM unnest(%(states)s::text[]) AS e (state)
"""
# Those whose orders bar the reader are not there for them; asked only where there are any, since
# the counts above are else read from an index alone.
_KNOWN = "AND a.candidate_id <> ALL(%(unknown)s)"

# Lanes stand side by side, so each shows fewer people than a list of its own would.
PAGE = 30


@dataclass(frozen=True)
class Way:
    """An answer on its way: its kind, its state, when it leaves, where its letter is."""

    kind: str
    state: str
    leaves: datetime | None
    letter: str | None

    @property
    def is_stuck(self) -> bool:
        """Whether its letter does not go on by itself."""
        return self.letter in STUCK


@dataclass(frozen=True)
class Card:
    """One person on the board."""

    application: Application
    promise: Promise | None
    is_late: bool
    way: Way | None = None


@dataclass(frozen=True)
class Lane:
    """One stage: how many are in it, the longest wait, how many were told a time in vain."""

    stage: Stage
    people: Count
    oldest: datetime | None
    late: Count
    cards: list[Card] = field(default_factory=list)
    next: Place | None = None


def people_in(
    opening: Opening, *, words: str = "", unknown: Sequence[int] = ()
) -> QuerySet[Application]:
    """Those in progress in this opening, with any answer on its way; narrowed by name.

    `unknown` are candidates of whom the reader must not know, here and below.
    """
    people = _with_answers(Application.objects.in_progress().filter(opening=opening))
    people = people.exclude(candidate__in=unknown) if unknown else people
    return people.filter(name__icontains=words) if words else people


def _with_answers(people: QuerySet[Application]) -> QuerySet[Application]:
    """Rows carry the answer on its way, in four columns; None when there is none."""
    on_its_way = Q(answers_given__state__in=ON_THEIR_WAY)
    way = FilteredRelation("answers_given", condition=on_its_way)
    return (
        people.only(*_PERSON)
        .annotate(way=way)
        .annotate(
            answer_kind=F("way__kind"),
            answer_state=F("way__state"),
            answer_leaves=F("way__send_at"),
            answer_letter=F("way__message__state"),
        )
    )


def all_stages() -> list[Stage]:
    """The stages of every board, in order."""
    return list(Stage.objects.all())


def lanes_of(opening: Opening, *, words: str = "", unknown: Sequence[int] = ()) -> list[Lane]:
    """Every stage in order, with its numbers and its first fifty people, longest wait first."""
    stages, numbers = all_stages(), _numbers(opening, unknown)
    people = _first_people(opening, stages, words, unknown)
    cards = _cards([person for in_lane in people.values() for person in in_lane[0]])
    return [
        Lane(
            stage,
            *numbers[stage.pk],
            cards=[cards[person.pk] for person in people[stage.pk][0]],
            next=people[stage.pk][1],
        )
        for stage in stages
    ]


def _numbers(
    opening: Opening, unknown: Sequence[int]
) -> dict[int, tuple[Count, datetime | None, Count]]:
    asked: dict[str, Any] = {"opening": opening.pk, "most": COUNTED, "unknown": list(unknown)}
    with connection.cursor() as cursor:
        cursor.execute(_LANES.format(known=_KNOWN if unknown else ""), asked)
        return {
            pk: (Count(people, COUNTED), oldest, Count(late, COUNTED))
            for pk, people, oldest, late in cursor.fetchall()
        }


def _lane(
    opening: Opening, stage: Stage, words: str, unknown: Sequence[int]
) -> QuerySet[Application]:
    people = people_in(opening, words=words, unknown=unknown).filter(stage=stage)
    return people.order_by("received_at", "pk")


def _first_people(
    opening: Opening, stages: Sequence[Stage], words: str, unknown: Sequence[int]
) -> dict[int, Page]:
    """The first page of every stage, by stage id: one query for the ids, one for the rows."""
    lanes = [_lane(opening, stage, words, unknown) for stage in stages]
    firsts = [lane.values("pk")[: PAGE + 1] for lane in lanes]
    keys = [row["pk"] for row in firsts[0].union(*firsts[1:], all=True)] if firsts else []
    everybody = list(people_in(opening).filter(pk__in=keys).order_by("received_at", "pk"))
    by_stage = {stage.pk: [p for p in everybody if p.stage_id == stage.pk] for stage in stages}
    return {pk: _cut(people) for pk, people in by_stage.items()}


def page_of_lane(
    opening: Opening,
    stage: Stage,
    place: Place | None,
    *,
    words: str = "",
    unknown: Sequence[int] = (),
) -> Page:
    """People in one stage from `place` on, longest wait first, and where the next page begins."""
    people = _lane(opening, stage, words, unknown).filter(after(place, "received_at"))
    return _cut(list(people[: PAGE + 1]))


def _cut(people: Sequence[Application]) -> Page:
    shown, more = cut(people, PAGE)
    return shown, Place(shown[-1].received_at, shown[-1].pk) if more else None


def cards_of(people: Sequence[Application]) -> list[Card]:
    """These people with the promise that is due to each first."""
    cards = _cards(people)
    return [cards[person.pk] for person in people]


def _cards(people: Iterable[Application]) -> dict[int, Card]:
    everybody = {person.pk: person for person in people}
    soonest = _soonest(everybody)
    return {pk: _card(person, soonest.get(pk)) for pk, person in everybody.items()}


def _card(person: Application, promise: Promise | None) -> Card:
    before_it = promise.follows if promise else None
    late = before_it is not None and before_it.state == PromiseState.BROKEN
    return Card(person, promise, late, _way(person))


def _way(person: Application) -> Way | None:
    """The answer on its way to this person, as `_with_answers` read it."""
    found = vars(person)
    if found.get("answer_kind") is None:
        return None
    state, leaves = found["answer_state"], found["answer_leaves"]
    return Way(found["answer_kind"], state, leaves, found["answer_letter"])


def _soonest(applications: Iterable[int]) -> dict[int, Promise]:
    """The open promise due first to each of these candidates, by application id."""
    open_ones = Promise.objects.open().filter(
        application__in=list(applications), promisee=Promisee.CANDIDATE
    )
    rows = open_ones.select_related("follows").only(*_DUE).order_by("-due_at", "-pk")
    return {promise.application_id: promise for promise in rows if promise.application_id}


def everybody_in(
    opening: Opening,
    place: Place | None,
    *,
    words: str = "",
    stage: Stage | None = None,
    unknown: Sequence[int] = (),
) -> Page:
    """The people of an opening as one list, longest wait first, of one stage or of all."""
    people = people_in(opening, words=words, unknown=unknown)
    people = people.select_related("stage").only(*_PERSON, "stage__name")
    if stage is not None:
        people = people.filter(stage=stage)
    people = people.filter(after(place, "received_at")).order_by("received_at", "pk")
    return _cut(list(people[: PAGE + 1]))


def ended_in(opening: Opening, *, unknown: Sequence[int] = ()) -> dict[str, Count]:
    """How many ended in each way, by state, counted to a thousand."""
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"opening": opening.pk, "most": COUNTED, "unknown": list(unknown)}
        asked["states"] = [state.value for state in ENDS]
        cursor.execute(_ENDED.format(known=_KNOWN if unknown else ""), asked)
        return {state: Count(people, COUNTED) for state, people in cursor.fetchall()}


def ended_people(
    opening: Opening, state: str, place: Place | None, *, unknown: Sequence[int] = ()
) -> Page:
    """Those whose application ended in this way, newest application first."""
    people = Application.objects.filter(opening=opening, state=state).only(*_PERSON)
    people = people.exclude(candidate__in=unknown) if unknown else people
    people = people.filter(before(place, "received_at")).order_by("-received_at", "-pk")
    return _cut(list(people[: PAGE + 1]))
