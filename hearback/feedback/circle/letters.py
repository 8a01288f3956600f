"""The letters between both sides: asking a candidate, telling them, and passing words on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.feedback.circle import letter_kinds
from hearback.feedback.circle.models import Came, Helped, Keen, PointSide
from hearback.inbox import texting
from hearback.inbox.writing import Envelope, status_link, to_candidate, to_colleague, write
from hearback.kit.links import Marker, within
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.feedback.circle.models import Feedback, Point, Said
    from hearback.pipeline.models import Application, Contact

GIVEN = "feedback.given"


def how_was_it(said: Said) -> Letter:
    """To the candidate, minutes after a meeting: one tap and a line."""
    application = said.application
    envelope = to_candidate(
        application, purpose="feedback.how_was_it", signer=said.to, automatic=True
    )
    values = {**_always(application), "meeting": said.words, "page": keen_page(said)}
    return write(letter_kinds.HOW_WAS_IT, envelope, values)


def text_how_was_it(said: Said) -> Letter:
    """The same by text: whose word it is, and the page."""
    application = said.application
    with translation.override(application.language):
        words = _("how do you see it after today? One tap tells %(person)s:")
        words %= {"person": said.to.name}
    return texting.notice(
        application, words, purpose="feedback.how_was_it_text", page=keen_page(said)
    )


def keen_page(said: Said) -> Marker:
    """Stands for the page with the one question."""
    return within(status_link(said.application), f"keen/{said.subject}/")


def candidate_said(said: Said, application: Application) -> Letter:
    """To the recruiter: what the candidate has just told them."""
    values = {
        "name": greeting_name(application.owner.name),
        "opening": application.opening.title,
        "candidate": application.name,
        "meeting": said.words,
        "tap": str(Keen(said.tap).label),
        "came": str(Came(said.came).label) if said.came not in ("", Came.ON_TIME) else "",
        "line": said.line,
        "page": _case(application),
    }
    envelope = to_colleague(application.owner, purpose="feedback.candidate_said")
    return write(letter_kinds.CANDIDATE_SAID, envelope, values)


def passed_on(said: Said, contact: Contact, words: str, *, called: str, signer: Member) -> Letter:
    """To whoever met them: what the candidate said, in words the recruiter approved.

    `called` is how this contact knows the candidate.
    """
    application = said.application
    values = {
        "name": greeting_name(contact.name),
        "opening": application.opening.title,
        "candidate": called,
        "meeting": said.words,
        "words": words,
    }
    if contact.member is not None:
        envelope = to_colleague(contact.member, purpose="feedback.passed_on", signer=signer)
    else:
        envelope = Envelope(
            purpose="feedback.passed_on",
            to_address=contact.email,
            to_name=contact.name,
            signer=signer,
            is_to_colleague=True,
            language=contact.language,
        )
    return write(letter_kinds.PASSED_ON, envelope, values)


def given(feedback: Feedback, points: Sequence[Point], *, signer: Member) -> Letter:
    """To the candidate, after their answer: what was seen, tied to what the job needs."""
    application = feedback.application
    values = {
        **_always(application),
        "points": [as_told(point, feedback.language) for point in points],
        "corrected": feedback.why,
        "page": within(status_link(application), "feedback/"),
    }
    envelope = to_candidate(application, purpose=GIVEN, signer=signer)
    return write(letter_kinds.GIVEN, envelope, values)


def as_told(point: Point, language: str) -> str:
    """A point as the letter says it: its heading, and what was seen where that is told."""
    return ". ".join(filter(None, [heading(point, language), point.words]))


def heading(point: Point, language: str) -> str:
    """The criterion, and which way the point speaks, as a candidate reads it."""
    named = {"criterion": f"{point.text[:1].upper()}{point.text[1:]}"}
    with translation.override(language):
        if point.side == PointSide.STRENGTH:
            return _("%(criterion)s: this was a strength") % named
        return _("%(criterion)s: this is what was missing for this job") % named


def it_helped(feedback: Feedback, member: Member, criteria: Sequence[str]) -> Letter:
    """To an interviewer whose evidence it rested on: it helped."""
    application = feedback.application
    values = {
        "name": greeting_name(member.name),
        "opening": application.opening.title,
        "candidate": application.name,
        "tap": str(Helped(feedback.helped).label),
        "line": feedback.helped_line,
        "criteria": list(criteria),
    }
    envelope = to_colleague(member, purpose="feedback.it_helped", signer=feedback.approved_by)
    return write(letter_kinds.IT_HELPED, envelope, values)


def _always(application: Application) -> dict[str, object]:
    return {"name": greeting_name(application.name), "opening": application.opening.title}


def _case(application: Application) -> Marker:
    path = reverse("desk:application", args=[application.public_id])
    return Marker(f"{settings.HEARBACK_URL}{path}")
