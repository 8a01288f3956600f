"""What the page of one application shows of the circle: the candidate's word, and feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.access import Right, may
from hearback.feedback.circle.evidence import met
from hearback.feedback.circle.queries import ENDED, level_at, newest_of, said_about
from hearback.rules.feedback import Level

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application


def circle_of_case(application: Application, member: Member) -> dict[str, object]:
    """The context of `feedback/circle/_case.html`; nothing for whoever does not answer candidates.

    Interviewers and managers read what the candidate allowed in the letter a recruiter sends them.
    """
    if not may(member, Right.ANSWER):
        return {}
    ended = application.state in ENDED
    newest = newest_of(application) if ended else None
    wanted = ended and met().filter(pk=application.pk).exists()
    return {
        "words_said": said_about(application),
        "feedback": newest,
        "feedback_wanted": newest is not None
        or (wanted and level_at(application.opening) is not Level.NONE),
    }
