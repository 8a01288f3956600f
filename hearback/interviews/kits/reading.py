"""A kit as it is read: what each part of a round looks at, what is asked, what levels mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.interviews.models import Guide, RoundKind
from hearback.pipeline.brief import lines
from hearback.pipeline.models import Criterion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hearback.interviews.models import Panelist, Round, Session

FEWEST, MOST = 2, 5
# A call to get to know each other, or a meal, may look at nothing in particular.
NEED_NO_CRITERIA = (RoundKind.CALL, RoundKind.LUNCH)


def default_follow_ups() -> list[str]:
    """What is offered until somebody writes others: what was learned, and does it carry over."""
    return [_("What did that teach you?"), _("How do you solve such a problem today?")]


@dataclass(frozen=True)
class Topic:
    """One criterion as an interviewer meets it; `anchors` go from level 1 to 4."""

    criterion: Criterion
    questions: list[str]
    follow_ups: list[str]
    anchors: list[tuple[int, str]]

    @property
    def is_ready(self) -> bool:
        """Whether there is something to ask and every level is told in words."""
        return bool(self.questions) and all(words for _level, words in self.anchors)


@dataclass(frozen=True)
class Part:
    """One part of a round with what it looks at; `advice` says when that is too little or much."""

    session: Session
    topics: list[Topic]
    advice: str


def kit_of(visit: Round) -> list[Part]:
    """The kit of a round, its parts in order; parts that look at nothing have no topics."""
    parts = visit.sessions.prefetch_related("covers__criterion__guide", "people")
    return [_part(session) for session in parts.order_by("position")]


def _part(session: Session) -> Part:
    criteria = [cover.criterion for cover in session.covers.all()]
    return Part(session, topics_of(criteria), _advice(len(criteria)))


def topics_of(criteria: Iterable[Criterion]) -> list[Topic]:
    """These criteria in the order of the brief, each with what its guide says so far."""
    return [_topic(one) for one in sorted(criteria, key=lambda one: one.position)]


def _topic(criterion: Criterion) -> Topic:
    guide = getattr(criterion, "guide", None) or Guide()
    return Topic(
        criterion=criterion,
        questions=lines(guide.questions),
        follow_ups=lines(guide.follow_ups),
        anchors=list(enumerate(guide.anchors, start=1)),
    )


def _advice(number: int) -> str:
    """A sentence when a part looks at fewer than two or more than five criteria."""
    if number > MOST:
        return _("{n} criteria are more than one conversation holds; five are plenty.").format(
            n=number
        )
    if number and number < FEWEST:
        return _("One criterion alone is thin; two to five make a good conversation.")
    return ""


def gaps_of_kit(visit: Round) -> Iterator[str]:
    """What keeps a round from being invited to: questions or levels that nobody has put in words.

    Each goes on after "It still needs". A call or a meal that looks at nothing needs no kit.
    """
    parts = kit_of(visit)
    topics = [topic for part in parts for topic in part.topics]
    if parts and not topics and visit.kind not in NEED_NO_CRITERIA:
        yield _("what it looks at: a criterion for at least one part")
    for topic in topics:
        named = {"criterion": topic.criterion.text}
        if not topic.questions:
            yield _("a core question about “{criterion}” (in the kit)").format(**named)
        missing = sum(not words for _level, words in topic.anchors)
        if missing:
            words = ngettext(
                "words for {n} level of “{criterion}” (in the kit)",
                "words for {n} levels of “{criterion}” (in the kit)",
                missing,
            )
            yield words.format(n=missing, **named)


def topics_for(panelist: Panelist) -> list[Topic]:
    """What this panelist scores: the criteria of the parts they sit in, and of no others."""
    seats = panelist.seats.filter(is_on=True, sitting__is_on=True)
    criteria = Criterion.objects.filter(
        covered_by__session__in=seats.values("sitting__session")
    ).select_related("guide")
    return topics_of(criteria)
