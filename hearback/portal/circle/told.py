"""What a candidate was told of what was seen, version by version, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.feedback.circle.letters import heading
from hearback.feedback.circle.queries import ENDED, given_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.feedback.circle.models import Feedback
    from hearback.pipeline.models import Application


@dataclass(frozen=True)
class Told:
    """One version: what it said, and why it came in the place of another."""

    feedback: Feedback
    points: list[tuple[str, str]]
    is_newest: bool


def told_to(application: Application) -> list[Told]:
    """What somebody was told once their application had ended; nothing before that."""
    if application.state not in ENDED:
        return []
    return told(given_to(application), application.language)


def told(versions: Sequence[Feedback], language: str) -> list[Told]:
    """Each version, the newest first, in the language the page is read in."""
    return [
        Told(
            feedback=one,
            points=[(heading(point, language), point.words) for point in one.points.all()],
            is_newest=at == 0,
        )
        for at, one in enumerate(versions)
    ]
