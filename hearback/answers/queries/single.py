"""One application that may be answered, and the answers it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.answers.models import Answer
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Application
from hearback.pipeline.queries import application_for, applications_visible_to

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.accounts.models import Member


def free_application(member: Member, public_id: UUID) -> Application:
    """One application this member may see, with everything a letter about it needs.

    Raises NotYours when there is none.
    """
    seen = application_for(member, public_id)
    related = applications_visible_to(member).select_related("opening__place", "opening__policy")
    return related.get(pk=seen.pk)


def answer_on_its_way(application: Application) -> Answer | None:
    """The answer that was decided and has not left yet, if there is one."""
    waiting = application.answers_given.on_their_way()
    return waiting.select_related("application", "decided_by", "message").first()


def others_waiting(application: Application) -> int:
    """How many others in the same opening wait for an answer nobody has decided on yet."""
    decided = Answer.objects.on_their_way().values("application")
    others = Application.objects.in_progress().filter(opening=application.opening_id)
    return others.exclude(pk=application.pk).exclude(pk__in=decided).count()


def answer_for(member: Member, pk: int) -> Answer:
    """One answer about an application this member may see. Raises NotYours when there is none."""
    seen = applications_visible_to(member).values("pk")
    answers = Answer.objects.select_related("application", "decided_by", "message")
    answer = answers.filter(pk=pk, application__in=seen).first()
    if answer is None:
        raise NotYours(_("There is no such answer, or it is not yours to see."))
    return answer
