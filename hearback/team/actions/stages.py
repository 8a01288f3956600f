"""The stages of every board: the team's word for each, and the candidate's sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.pipeline.models import Stage
from hearback.team.actions.setting import add_row, change_row, note, remove_row

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

STEP = 10
ASIDE = 32000  # above every real position: two stages cannot share one, not even while they swap


@transaction.atomic
def add_stage(values: dict[str, Any], *, by: Member, now: datetime) -> Stage:
    """Add a stage after the last. Raises Refused when its word is taken."""
    stages = list(Stage.objects.select_for_update().order_by("pk"))
    position = max((stage.position for stage in stages), default=0) + STEP
    stage = Stage(position=position, **values)
    add_row(stage, what=_what(stage), by=by, now=now)
    return stage


def change_stage(stage: Stage, values: dict[str, Any], *, by: Member, now: datetime) -> None:
    """Change a stage's words; candidates read the new sentence, the old stays in the entries."""
    change_row(stage, values, what=_what(stage), by=by, now=now)


@transaction.atomic
def move_stage(stage: Stage, *, earlier: bool, by: Member, now: datetime) -> None:
    """Let a stage change places with its neighbour; at the end of the row nothing happens."""
    row = list(Stage.objects.select_for_update().order_by("position"))
    here = next(index for index, one in enumerate(row) if one.pk == stage.pk)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(row):
        return
    _swap(row[here], row[there])
    words = _("now before “{other}”") if earlier else _("now after “{other}”")
    note(_what(stage), words.format(other=row[there].name), by=by, now=now)


@transaction.atomic
def remove_stage(stage: Stage, *, by: Member, now: datetime) -> None:
    """Remove a stage in which nobody is or ever was; else, and for the last, raise Refused."""
    if not Stage.objects.select_for_update().exclude(pk=stage.pk).exists():
        raise Refused(_("This is the only stage, and everybody who applies needs one."))
    in_use = _("People are or were in this stage, so it stays. You can give it another word.")
    remove_row(stage, what=_what(stage), in_use=in_use, by=by, now=now)


def _swap(one: Stage, other: Stage) -> None:
    Stage.objects.filter(pk=one.pk).update(position=ASIDE)
    Stage.objects.filter(pk=other.pk).update(position=one.position)
    Stage.objects.filter(pk=one.pk).update(position=other.position)


def _what(stage: Stage) -> str:
    return _("Stage “{name}”").format(name=stage.name)
