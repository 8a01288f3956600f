"""Whether interviews of an opening may be planned at all: only while it runs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.pipeline.models import Opening, OpeningState


def is_frozen(opening: Opening) -> bool:
    """Whether nobody may be invited, booked or moved here, by the opening as it was read."""
    return opening.state != OpeningState.PUBLISHED


def refuse_frozen(opening: Opening) -> None:
    """Raise Refused unless interviews of this opening may be planned, as it stands by now.

    Part of the acts that invite, book and move; a page asks `is_frozen`. Whoever slips through
    while somebody pauses the opening is found by the freeze, which looks at what is booked.
    """
    state = Opening.objects.values_list("state", flat=True).get(pk=opening.pk)
    if state == OpeningState.PUBLISHED:
        return
    raise Refused(_why(OpeningState(state)) % {"title": opening.title})


def _why(state: OpeningState) -> str:
    if state == OpeningState.PAUSED:
        return _("“%(title)s” is paused, so no interviews can be planned just now.")
    if state == OpeningState.DRAFT:
        return _("“%(title)s” is not published yet, so no interviews can be planned.")
    return _("“%(title)s” is not open any more, so no interviews can be planned.")
