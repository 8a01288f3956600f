"""What every act about an interview begins with: one at a time, and as things stand by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.interviews.models import AHEAD, Interview
from hearback.kit.errors import Refused
from hearback.ledger.actions.lock import lock_application
from hearback.pipeline.models import Application, ApplicationState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from hearback.accounts.models import Member

REASON_LIMIT = 300


def hold_application(application: Application) -> Application:
    """The application as it is now, locked first and read afterwards; see answers' `lock`."""
    lock_application(application.pk)
    related = Application.objects.select_related(
        "opening__place", "opening__policy", "candidate", "owner", "stage"
    )
    return related.get(pk=application.pk)


def hold(interview: Interview) -> Interview:
    """The interview as it is now; nobody else changes it until this transaction ends."""
    lock_application(interview.application_id)
    list(Interview.objects.select_for_update(no_key=True).filter(pk=interview.pk).values_list("pk"))
    related = Interview.objects.select_related(
        "application__opening__place",
        "application__opening__policy",
        "application__candidate",
        "application__owner",
        "round__opening__place",
        "round__place",
        "coordinator",
        "promise__owner",
    )
    return related.get(pk=interview.pk)


def refuse_ended(application: Application) -> None:
    """Refuse when the person has left, or has had the last answer."""
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_("This application has ended, so there is nobody to meet any more."))


def refuse_answered(application: Application) -> None:
    """Refuse when an answer to this person is on its way already."""
    waiting = application.answers_given.on_their_way().select_related("decided_by").first()
    if waiting is not None:
        raise Refused(
            _(
                "{who} decided about {name}, and the letter is on its way. Take that back first "
                "if it should be different."
            ).format(who=waiting.decided_by.name, name=application.name)
        )


def refuse_unless_ahead(interview: Interview) -> None:
    """Refuse when it has been called off, or has taken place."""
    if interview.state not in AHEAD:
        raise Refused(_("This interview is off or over already."))


def clean_reason(reason: str, by: Member | None) -> str:
    """The reason in one line. Raises Refused when somebody of the team gives none."""
    reason = one_line(reason, REASON_LIMIT)
    if by is not None and not reason:
        raise Refused(_("Give the reason: everybody concerned will read it."))
    return reason
