"""Who still waits in an opening that is to end, by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery

from hearback.answers.models import Answer, Batch, BatchState, Closing
from hearback.pipeline.models import Application, Stage
from hearback.pipeline.queries import who_must_not_be_known_to

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Opening

PER_PAGE = 50


class Group(NamedTuple):
    """Everyone in one stage of an opening whose answer is not in their letter box yet."""

    stage: Stage
    waiting: int
    on_their_way: int
    oldest: datetime

    @property
    def undecided(self) -> int:
        """How many of them nobody has decided about."""
        return self.waiting - self.on_their_way


def closing_of(opening: Opening) -> Closing | None:
    """How this opening is to end, if somebody has started ending it."""
    return Closing.objects.under_way().filter(opening=opening).select_related("by").first()


def running_in(opening: Opening) -> QuerySet[Batch]:
    """The batches of this opening that run, or stopped half-way; newest first."""
    batches = Batch.objects.filter(opening=opening).exclude(state=BatchState.DONE)
    return batches.select_related("by").order_by("-pk")


def groups_in(opening: Opening) -> list[Group]:
    """Everyone who waits, counted by stage; costs one pass over them, whatever their number."""
    decided = Exists(Answer.objects.on_their_way().filter(application=OuterRef("pk")))
    people = Application.objects.in_progress().filter(opening=opening).annotate(decided=decided)
    counted = people.values("stage").annotate(
        waiting=Count("pk"),
        on_their_way=Count("pk", filter=Q(decided=True)),
        oldest=Min("received_at"),
    )
    stages = {stage.pk: stage for stage in Stage.objects.all()}
    groups = [
        Group(stages[row["stage"]], row["waiting"], row["on_their_way"], row["oldest"])
        for row in counted
    ]
    return sorted(groups, key=lambda group: group.stage.position)


def people_in(opening: Opening, stage: Stage, member: Member, *, page: int) -> list[Application]:
    """One page of those who wait in a stage, longest first, and one more to show there are.

    Nobody is among them of whom this member must not know.

    Each carries `decided`, the kind of the answer on its way, or None.
    """
    start = max(0, page - 1) * PER_PAGE
    kinds = Answer.objects.on_their_way().filter(application=OuterRef("pk")).values("kind")
    people = Application.objects.in_progress().filter(opening=opening, stage=stage)
    people = people.exclude(candidate__in=who_must_not_be_known_to(member))
    shown = people.annotate(decided=Subquery(kinds[:1]))
    return list(shown.order_by("received_at", "pk")[start : start + PER_PAGE + 1])
