"""Just before a letter that asks leaves: whether it is still right to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hearback.channels.models import Message, MessageState
from hearback.pipeline.models import ApplicationState
from hearback.rules.measures import Moment
from hearback.surveys.models import Asking, Opinion, Quiet
from hearback.surveys.timing import ENDS, ON_ITS_WAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


_ENDING = Message.objects.filter(
    about=OuterRef("application__public_id"), purpose__in=ENDS, state__in=ON_ITS_WAY
)


def still_to_ask(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop letters to who would rather not, told us already, or never got the letter before it.

    A letter of nobody's is one whose reader we were to forget.
    """
    del now
    asked = Asking.objects.filter(message__in=[message.pk for message in messages]).annotate(
        is_quiet=Exists(Quiet.objects.filter(candidate=OuterRef("candidate"))),
        has_said=Exists(Opinion.objects.filter(asking=OuterRef("pk"))),
        ends=Exists(_ENDING),
    )
    reasons = {one.message_id: _reason(one) for one in asked.select_related("after", "application")}
    said = {one.pk: reasons.get(one.pk, _("They are asked no more.")) for one in messages}
    return {pk: reason for pk, reason in said.items() if reason}


def _reason(asking: Asking) -> str:
    if getattr(asking, "is_quiet", False):
        return _("They would rather not be asked.")
    if getattr(asking, "has_said", False):
        return _("They have told us already.")
    if asking.after is None or asking.after.state != MessageState.ACCEPTED:
        return _("The letter before it did not reach them.")
    application = asking.application
    over = application is None or (
        asking.moment == Moment.APPLICATION
        and (application.state != ApplicationState.IN_PROGRESS or getattr(asking, "ends", False))
    )
    return _("Their application has ended.") if over else ""
