"""The letters that help both sides prepare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from hearback.inbox.writing import status_link, to_candidate, to_colleague, write
from hearback.interviews.booking.words import SEAT, when_words, zone_for
from hearback.interviews.packs import letter_kinds
from hearback.interviews.packs.queries import covered_before, hopes_of, hosts_of, topics_of
from hearback.kit.links import marker, within
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from hearback.channels.actions import Letter
    from hearback.interviews.models import Interview, Panelist


def pack(interview: Interview) -> Letter:
    """To the candidate: what it is about, the two questions that help, and a page for notes."""
    application = interview.application
    envelope = to_candidate(
        application, purpose="interviews.pack", signer=interview.coordinator, automatic=True
    )
    with translation.override(application.language):
        when = when_words(interview, zone_for(application))
    words = {
        **_about(interview),
        "name": greeting_name(application.name),
        "when": when,
        "hosts": [f"{host.name}: {host.line}" for host in hosts_of(interview)],
        "page": within(status_link(application), f"interviews/{interview.public_id}/prepare/"),
    }
    return write(letter_kinds.PACK, envelope, words)


def panel_pack(panelist: Panelist) -> Letter:
    """To an interviewer: whom they meet, about what, and what that person would like to know."""
    interview = panelist.interview
    hopes = hopes_of(interview)
    link = marker(SEAT, panelist.public_id, panelist.link_generation)
    words = {
        **_about(interview),
        "name": greeting_name(panelist.member.name),
        "when": when_words(interview, panelist.member.zone),
        "candidate": interview.application.name,
        "questions": hopes.questions if hopes else "",
        "needs": interview.needs,
        "covered": covered_before(interview),
        "page": within(link, "prepare/"),
    }
    return write(
        letter_kinds.PANEL_PACK,
        to_colleague(panelist.member, purpose="interviews.panel_pack"),
        words,
    )


def _about(interview: Interview) -> dict[str, object]:
    return {
        "opening": interview.application.opening.title,
        "round": interview.round.name,
        "topics": [f"{one.title}, {one.people}" for one in topics_of(interview)],
    }
