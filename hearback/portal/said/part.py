"""The questions as part of a page: what they show, and what a press does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.queries import the_organisation
from hearback.portal.said.forms import SaidForm, first_values
from hearback.portal.word.press import check_press
from hearback.rules.measures import Moment
from hearback.surveys.actions import tell
from hearback.surveys.mine import asking_of, is_closed, said_before, would_rather_not

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, QueryDict

    from hearback.pipeline.models import Application
    from hearback.surveys.models import Asking


def form_for(
    asking: Asking, post: QueryDict | None, *, score: int | None = None, line: bool = True
) -> SaidForm:
    """The form of what was asked, filled with what was said before or tapped in the mail."""
    house = the_organisation()
    return SaidForm(
        post,
        moment=Moment(asking.moment),
        house=house.name,
        sells=house.sells,
        before=first_values(said_before(asking)),
        tapped=score,
        line=line,
    )


def woven(
    application: Application, post: QueryDict | None, *, now: datetime
) -> tuple[Asking, SaidForm] | None:
    """What the page after an interview asks besides its own questions; None when it does not."""
    asking = asking_of(application, Moment.INTERVIEW)
    if asking is None or is_closed(asking, now=now) or would_rather_not(application):
        return None
    before = said_before(asking)
    if before is not None and before.counted_at is not None:
        return None
    return asking, form_for(asking, post, line=False)


def keep_woven(
    request: HttpRequest, asked: tuple[Asking, SaidForm] | None, *, now: datetime
) -> None:
    """Keep what a valid form of `woven` says, if it says anything.

    Raises Invalid for a press no person made.
    """
    if asked is None:
        return
    asking, form = asked
    if form.says_nothing:
        return
    check_press(request, now=now)
    tell(asking=asking, told=form.told(), now=now)
