"""Whoever changes a plan takes turns with whoever invites by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.interviews.models import Round
from hearback.kit.errors import Refused
from hearback.pipeline.models import Opening, OpeningState
from hearback.pipeline.queries import unknown_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member

OVER = {OpeningState.FILLED, OpeningState.CLOSED}
MOST_NAMES = 3


def lock_plan(opening: Opening) -> Opening:
    """The opening, locked until the act is over: one changes its plan at a time.

    Raises Refused when the opening is over.
    """
    locked = Opening.objects.select_for_update(of=["self"], no_key=True)
    opening = locked.select_related("place").get(pk=opening.pk)
    if opening.state in OVER:
        raise Refused(_("This opening is over, so its interviews stay as they were."))
    return opening


def lock_round(visit: Round) -> Round:
    """The round with its opening, both locked; nobody is invited to it until the act is over.

    An invitation holds the key of its round, so this waits for one that is being written, and
    whoever comes after waits for us. Raises Refused when the round is gone or its opening over.
    """
    opening = lock_plan(visit.opening)
    found = Round.objects.select_for_update(of=["self"]).filter(pk=visit.pk).first()
    if found is None:
        raise Refused(_("“{name}” was taken out meanwhile.").format(name=visit.name))
    found.opening = opening
    return found


def names_ahead(visit: Round, reader: Member) -> str:
    """Who is invited to or booked in a round, named up to three; empty when nobody is.

    Somebody of whom the reader must not know counts, and is not named.
    """
    ahead = list(visit.interviews.ahead().select_related("application").order_by("pk"))
    unknown = set(unknown_to(reader)) if ahead else set()
    somebody = _("one candidate more")
    known = [one.application.name for one in ahead if one.application.candidate_id not in unknown]
    return name_some(known + [somebody] * (len(ahead) - len(known)))


def name_some(names: Sequence[str]) -> str:
    """Names for a sentence: three, and how many more."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    more = _("{n} more").format(n=len(names) - MOST_NAMES)
    return ", ".join([*names[:MOST_NAMES], more])
