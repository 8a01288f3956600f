"""What the reception knows by heart, so that a rush at the door does not ask for it each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import the_organisation, who_answers
from hearback.careers.queries import opening_to_show
from hearback.inbox.thanks import Occasion, is_open
from hearback.pipeline.models import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member, Organisation
    from hearback.pipeline.models import Opening
    from hearback.rules.calendar import WorkingCalendar


@dataclass(frozen=True)
class Reception:
    """An opening, and everything else that taking in an application to it needs to read."""

    opening: Opening
    organisation: Organisation
    stage: Stage
    owner: Member
    calendar: WorkingCalendar
    gives_thanks: bool = False


# Of openings only, by address; nothing here is true for longer than the settings say.
_known: dict[str, tuple[datetime, Reception]] = {}


def reception_of(opening: Opening, *, now: datetime) -> Reception:
    """The reception of an opening, read this moment."""
    owner = who_answers(opening.owner, now=now)
    return Reception(
        opening=opening,
        organisation=the_organisation(),
        stage=Stage.objects.order_by("position")[0],
        owner=owner,
        calendar=calendar_of(owner, now=now),
        gives_thanks=is_open(Occasion.RECEIPT, now=now),
    )


def reception_at(slug: str, *, now: datetime) -> Reception:
    """The reception of the opening at this address, as it was a moment ago at most.

    How long a moment is, `settings.RECEPTION_SECONDS` says. Whether the opening still takes
    applications is asked of the database itself when one is stored, so nobody gets in late.
    Raises NotYours where there is no such opening.
    """
    moment = timedelta(seconds=settings.RECEPTION_SECONDS)
    read_at, reception = _known.get(slug, (now - moment, None))
    if reception is not None and timedelta() <= now - read_at < moment:
        return reception
    fresh = reception_of(opening_to_show(slug), now=now)
    _known[slug] = (now, fresh)
    return fresh


def forget_reception(slug: str) -> None:
    """Read it anew the next time: somebody found that it is no longer true."""
    _known.pop(slug, None)
