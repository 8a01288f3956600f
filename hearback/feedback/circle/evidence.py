"""What was seen of a candidate, from wherever it is kept: `story.py` fills in the scorecards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hearback.feedback.asking.models import Ask, Tap
from hearback.pipeline.models import Application
from hearback.rules import feedback as rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Criterion

LOWEST, HIGHEST = 1, 4


class Seen(Protocol):
    """What one person saw of one criterion; see `rules.feedback.Point`."""

    @property
    def key(self) -> str:
        """Where it stands, in which version."""
        ...

    @property
    def criterion(self) -> Criterion:
        """What of the opening it is about."""
        ...

    @property
    def level(self) -> int:
        """1 to 4."""
        ...

    @property
    def words(self) -> str:
        """What was heard or seen."""
        ...

    @property
    def source(self) -> str:
        """Who saw it, where and when, in words for the recruiter."""
        ...

    @property
    def member(self) -> Member | None:
        """Who of ours saw it."""
        ...


class PointsFor(Protocol):
    """Finds what was seen of somebody."""

    def __call__(self, application: Application) -> Sequence[Seen]:
        """Every point that is final."""
        ...


class WhoWasMet(Protocol):
    """Finds who was interviewed."""

    def __call__(self) -> QuerySet[Application]:
        """Every application whose person we met."""
        ...


@dataclass(frozen=True)
class Line:
    """A word given on an ask, as evidence."""

    key: str
    criterion: Criterion
    level: int
    words: str
    source: str
    member: Member | None


class _Seam:
    points: PointsFor | None = None
    met: WhoWasMet | None = None


def learn(*, points: PointsFor, met: WhoWasMet) -> None:
    """Take over what `story.py` says; called once, when Django is ready."""
    _Seam.points, _Seam.met = points, met


def points_of(application: Application) -> list[Seen]:
    """Every point there is about somebody: the scorecards' and the lines given on asks."""
    seen = list(_Seam.points(application)) if _Seam.points else []
    return [*seen, *_lines(application)]


def met() -> QuerySet[Application]:
    """Everybody who was interviewed."""
    return _Seam.met() if _Seam.met else Application.objects.none()


def _lines(application: Application) -> list[Line]:
    """Lines that name a criterion; a line without one is tied to nothing and says nothing."""
    given = Ask.objects.filter(
        application=application,
        answered_at__isnull=False,
        criterion__opening=application.opening_id,
        answer__in=[Tap.YES, Tap.NO],
    ).exclude(line="")
    related = given.select_related("criterion", "contact__member")
    return [_line(ask, ask.criterion) for ask in related if ask.criterion is not None]


def _line(ask: Ask, criterion: Criterion) -> Line:
    return Line(
        key=f"ask:{ask.public_id}",
        criterion=criterion,
        level=HIGHEST if ask.answer == Tap.YES else LOWEST,
        words=ask.line,
        source=f"{ask.answered_by or ask.contact.name}, {ask.words}",
        member=ask.contact.member,
    )


def as_points(seen: Sequence[Seen]) -> list[rules.Point]:
    """The same as the rule reads them."""
    return [
        rules.Point(
            key=one.key,
            criterion=one.criterion.text,
            level=one.level,
            evidence=one.words,
            is_must_have=one.criterion.is_must_have,
        )
        for one in seen
    ]
