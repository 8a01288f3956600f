"""Reads of the answers, starting from who asks."""

from hearback.answers.queries.batches import Progress, batch_for, progress_of, still_waiting
from hearback.answers.queries.choices import (
    openings_that_help,
    reasons,
    resources,
    stage_after,
    stages,
)
from hearback.answers.queries.closing import Group, closing_of, groups_in, people_in, running_in
from hearback.answers.queries.library import (
    every_reason,
    example_criterion,
    openings_on_shelf,
    openings_to_add,
    reason_as_read,
    reason_by,
    resource_by,
    shelves,
)
from hearback.answers.queries.single import (
    answer_for,
    answer_on_its_way,
    free_application,
    others_waiting,
)

__all__ = [
    "Group",
    "Progress",
    "answer_for",
    "answer_on_its_way",
    "batch_for",
    "closing_of",
    "every_reason",
    "example_criterion",
    "free_application",
    "groups_in",
    "openings_on_shelf",
    "openings_that_help",
    "openings_to_add",
    "others_waiting",
    "people_in",
    "progress_of",
    "reason_as_read",
    "reason_by",
    "reasons",
    "resource_by",
    "resources",
    "running_in",
    "shelves",
    "stage_after",
    "stages",
    "still_waiting",
]
