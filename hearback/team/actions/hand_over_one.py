"""Handing one application over: a colleague looks after it and owes what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.kit.errors import Refused
from hearback.ledger.actions import hand_over_many, record
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, ApplicationState, Conversation
from hearback.team import kinds

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@transaction.atomic
def hand_over_application(
    *, application: Application, to: Member, by: Member | None, now: datetime
) -> None:
    """Let `to` own an application in progress, its conversation and promises; dates stay.

    Handing over to who has it already changes nothing. Raises Refused when the application has
    ended, or when `to` has left or may not answer candidates.
    """
    locked = Application.objects.select_for_update(of=["self"], no_key=True)
    application = locked.select_related("owner").get(pk=application.pk)
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_("This application has ended, so there is nothing to hand over."))
    if not may(to, Right.ANSWER):
        raise Refused(
            _("{name} may not answer candidates. Choose somebody who can.").format(name=to.name)
        )
    if application.owner_id == to.pk:
        return
    told = {"giver": application.owner.name, "taker": to.name}
    application.owner = to
    application.save(update_fields=["owner"])
    Conversation.objects.filter(application=application).update(owner=to)
    hand_over_many(promises=Promise.objects.filter(application=application), to=to, by=by, now=now)
    record(kinds.APPLICATION_HANDED_OVER, by=by, now=now, application=application, payload=told)
