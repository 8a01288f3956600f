"""Words that stand in a form when it is opened: true as they are, and meant to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.pipeline.models import StageKind

if TYPE_CHECKING:
    from hearback.pipeline.models import Stage


def onward_words(stage: Stage) -> str:
    """Good news that fits the stage somebody goes on to; empty where it depends."""
    return {
        StageKind.REVIEW: _(
            "I have read your papers, and I would like to show them to the people who decide "
            "with me."
        ),
        StageKind.INTERVIEW: _(
            "Your application made us want to meet you. I will write with times to choose from."
        ),
        StageKind.OFFER: _(
            "We enjoyed talking with you, and we are putting an offer together for you."
        ),
    }.get(StageKind(stage.kind), "")


def thanks_for(stage: Stage) -> str:
    """What goes on from "Thank you for": sure to be true of everyone in the stage."""
    if stage.kind in {StageKind.INTERVIEW, StageKind.OFFER}:
        return _("the time and thought you gave us")
    return _("taking the time to apply")
