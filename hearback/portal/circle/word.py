"""The open question to the recruiter, wherever it stands: its form, and what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.feedback.circle.forms import KEEN, KeenForm, tapped
from hearback.feedback.circle.queries import said_on
from hearback.interviews.queries import interview_of
from hearback.pipeline.models import ApplicationState

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import QueryDict

    from hearback.feedback.circle.models import Said
    from hearback.pipeline.models import Application


def word_context(
    application: Application, subject: UUID, *, token: str, post: QueryDict | None = None
) -> dict[str, Any]:
    """The context of `portal/circle/_word.html`; empty when they were not asked."""
    said = said_on(application, subject)
    if said is None:
        return {}
    return {
        "said": said,
        "said_words": tapped(KEEN, said.tap),
        "word_form": KeenForm(post, initial=_first(said)),
        "buttons": KEEN,
        # After an interview of ours the sealed part asks that; a client's meeting has no such part.
        "asks_came": interview_of(application, subject) is None,
        "may_say": application.state == ApplicationState.IN_PROGRESS,
        "token": token,
        "subject": subject,
    }


def _first(said: Said) -> dict[str, object]:
    return {"line": said.line, "may_pass_on": said.may_pass_on, "came": said.came}
