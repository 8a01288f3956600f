"""What a kit takes over where nothing is written yet: the newest words on the same criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.functions import Lower

from hearback.interviews.kits.reading import default_follow_ups
from hearback.interviews.models import Guide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.interviews.kits.reading import Topic
    from hearback.pipeline.models import Opening


@dataclass(frozen=True)
class Start:
    """What the form of a kit begins with, and from which openings it was taken, by criterion."""

    initial: dict[str, str]
    taken: dict[int, Opening]


def start_of(topics: Sequence[Topic]) -> Start:
    """What each topic says, else what the last opening that needed the same said of it.

    Follow-ups that nobody wrote are the two that every kit is offered. Nothing is stored.
    """
    initial: dict[str, str] = {}
    taken: dict[int, Opening] = {}
    for topic in topics:
        guide: Guide | None = getattr(topic.criterion, "guide", None)
        if guide is None and (guide := _last_about(topic)) is not None:
            taken[topic.criterion.pk] = guide.criterion.opening
        initial |= _fields(topic, guide)
    return Start(initial, taken)


def _last_about(topic: Topic) -> Guide | None:
    """The newest anchored guide of another opening to a criterion of the same words."""
    same = Guide.objects.annotate(said=Lower("criterion__text")).filter(
        said=topic.criterion.text.lower()
    )
    others = same.exclude(criterion__opening=topic.criterion.opening_id).exclude(level_4="")
    return others.select_related("criterion__opening").order_by("-criterion_id").first()


def _fields(topic: Topic, guide: Guide | None) -> dict[str, str]:
    key = topic.criterion.pk
    said = guide or Guide()
    offered = "\n".join(default_follow_ups())
    return {
        f"questions-{key}": said.questions,
        f"follow_ups-{key}": said.follow_ups if guide else offered,
        **{f"level_{level}-{key}": words for level, words in enumerate(said.anchors, start=1)},
    }
