"""Inviting: the letter is an answer, and says by when the next one comes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.channels.actions import queue
from hearback.interviews.booking import kinds, letters, owing, words
from hearback.interviews.booking.actions.hold import (
    hold_application,
    refuse_answered,
    refuse_ended,
)
from hearback.interviews.booking.against import heed_orders, plans_to_invite
from hearback.interviews.checking.gate import refuse_frozen
from hearback.interviews.models import Interview
from hearback.interviews.plan.gate import refuse_unready
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Stage, StageKind

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Round
    from hearback.pipeline.models import Application


@transaction.atomic
def invite(
    *,
    application: Application,
    round: Round,  # noqa: A002  what it is called everywhere
    words: str,
    looked: bool = False,
    by: Member,
    now: datetime,
) -> Interview:
    """Write to somebody that we would like to meet them, with times to choose from.

    The letter keeps what was owed as an answer and promises the next one; it leaves at once, as
    good news does, and the application moves to the stage of interviews with it. Raises Refused
    naming what the brief or the plan lacks, and when the person has left, is invited already, or
    has an answer on its way; AgainstOrder when an order speaks against it, unless that is
    only near and `looked` says that somebody looked.
    """
    against = plans_to_invite(application, round)
    heed_orders(application, against, by=by, looked=looked, now=now)
    interview = open_interview(application, round, by=by, now=now)
    debt = owing.as_an_answer(interview.application, after=now, now=now)
    letter = letters.invited(interview, note=words, promise=debt.words, signer=by)
    interview.promise = debt.settle(queue(letter, now=now), by=by, now=now)
    interview.save(update_fields=["promise"])
    record(
        kinds.INVITED_TO_MEET,
        by=by,
        now=now,
        application=interview.application,
        payload={
            "interview": interview.pk,
            "name": interview.application.name,
            "round": interview.round.name,
        },
    )
    return interview


def open_interview(
    application: Application, visit: Round, *, by: Member, now: datetime
) -> Interview:
    """The interview of a round, invited and not told of; part of inviting and of booking by hand.

    Moves the application to the stage of interviews, unless it is there or beyond.
    """
    application = hold_application(application)
    refuse_ended(application)
    refuse_frozen(application.opening)
    refuse_answered(application)
    if visit.opening_id != application.opening_id:
        raise Refused(_("This round belongs to another opening."))
    refuse_unready(visit)
    if application.interviews.ahead().filter(round=visit).exists():
        raise Refused(_("{name} is invited to this already.").format(name=application.name))
    _move_on(application, now=now)
    with translation.override(application.language):
        where = words.where_words(visit, application)
    domain = the_organisation().reply_address.rpartition("@")[2] or "localhost"
    return Interview.objects.create(
        uid=f"{uuid4()}@{domain}",
        application=application,
        round=visit,
        coordinator=by,
        where=where,
        invited_at=now,
    )


def _move_on(application: Application, *, now: datetime) -> None:
    """To the first stage of interviews, never backwards."""
    stage = Stage.objects.filter(kind=StageKind.INTERVIEW).order_by("position").first()
    if stage is None or application.stage.position >= stage.position:
        return
    application.stage, application.stage_since = stage, now
    application.save(update_fields=["stage", "stage_since"])
