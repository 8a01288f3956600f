"""What somebody who decides may choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.answers.models import DeclineReason, Resource, ResourceKind
from hearback.pipeline.models import Opening, Stage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def stages() -> QuerySet[Stage]:
    """The stages in the order of the board."""
    return Stage.objects.order_by("position")


def stage_after(stage: Stage) -> Stage:
    """The stage that usually comes next; the last one is followed by itself."""
    return stages().filter(position__gt=stage.position).first() or stage


def reasons() -> QuerySet[DeclineReason]:
    """The wordings of reasons the team offers."""
    return DeclineReason.objects.filter(is_offered=True)


def resources() -> QuerySet[Resource]:
    """What is offered besides openings here, by kind."""
    return Resource.objects.filter(is_offered=True).exclude(kind=ResourceKind.OPENING)


def openings_that_help(opening: Opening) -> QuerySet[Opening]:
    """Other openings that take applications and may suit somebody turned down in this one.

    Those the library has stopped offering are left out.
    """
    stopped = Resource.objects.filter(opening__isnull=False, is_offered=False).values("opening")
    return Opening.objects.public().exclude(pk=opening.pk).exclude(pk__in=stopped)
