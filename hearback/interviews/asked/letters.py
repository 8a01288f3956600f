"""The letters that ask both sides how it went, and the one that says somebody wants to talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.inbox import texting
from hearback.inbox.writing import status_link, to_candidate, to_colleague, write
from hearback.interviews.asked import letter_kinds
from hearback.interviews.models import InterviewState
from hearback.kit.links import Marker, marker, within
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.interviews.models import Interview, Panelist

SEAT = "portal:seat"


def asked(interview: Interview) -> Letter:
    """To the candidate: four questions, and what becomes of the answers."""
    application = interview.application
    page = after_page(interview)
    # Signed by whom its first part goes to.
    envelope = to_candidate(application, purpose="interviews.asked", automatic=True)
    words = {
        "name": greeting_name(application.name),
        "opening": application.opening.title,
        "round": interview.round.name,
        "page": page,
        "unsure": interview.state != InterviewState.HELD,
    }
    return write(letter_kinds.ASKED, envelope, words)


def text_asked(interview: Interview) -> Letter:
    """The same by text, to a number whose owner agreed to texts."""
    application = interview.application
    with translation.override(application.language):
        words = _("thank you for today. How do you see it now? One tap tells us:")
        if interview.state != InterviewState.HELD:
            words = _("did you meet, and how do you see it now? One tap tells us:")
    page = after_page(interview)
    return texting.notice(application, words, purpose="interviews.asked_text", page=page)


def after_page(interview: Interview) -> Marker:
    """Stands for the page with what we ask a candidate after an interview."""
    below = f"interviews/{interview.public_id}/after/"
    return within(status_link(interview.application), below)


def panel_asked(panelist: Panelist) -> Letter:
    """To somebody of ours who took part: the same four questions."""
    interview = panelist.interview
    page = within(marker(SEAT, panelist.public_id, panelist.link_generation), "after/")
    envelope = to_colleague(panelist.member, purpose="interviews.panel_asked")
    words = {
        "name": greeting_name(panelist.member.name),
        "round": interview.round.name,
        "candidate": interview.application.name,
        "page": page,
    }
    return write(letter_kinds.PANEL_ASKED, envelope, words)


def contact_wanted(panelist: Panelist, lead: Member) -> Letter:
    """To the lead: an interviewer would like to be contacted about an interview."""
    interview = panelist.interview
    envelope = to_colleague(lead, purpose="interviews.contact_wanted")
    words = {
        "name": greeting_name(lead.name),
        "round": interview.round.name,
        "opening": interview.application.opening.title,
        "colleague": panelist.member.name,
        "address": panelist.member.email,
    }
    return write(letter_kinds.CONTACT_WANTED, envelope, words)
