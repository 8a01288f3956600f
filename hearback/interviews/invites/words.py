"""What a calendar entry says to its reader: whom they meet, about what, where, and whom to ring.

To candidates in their language, to colleagues in English. What people typed is disarmed, so that
nothing in it becomes a link of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hearback.accounts.queries import the_organisation
from hearback.inbox.callbacks.words import hours_words
from hearback.interviews.booking.words import (
    seat_page,
    sitting_lines,
    their_page,
    when_words,
    zone_for,
)
from hearback.interviews.models import RoundKind
from hearback.kit.links import Marker, disarm
from hearback.rules.numbers import readable
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.accounts.models import Member
    from hearback.interviews.models import Interview, Panelist, Sitting

LINE_LIMIT, TEXT_LIMIT = 200, 2_000
CANNOT = gettext_noop("I cannot come: %(when)s. (My calendar says so.)")
OTHER_TIME = gettext_noop("I would like another time than %(when)s. (My calendar says so.)")


def language_of(interview: Interview, to: Panelist | None) -> str:
    """The language its reader reads."""
    return "en" if to else interview.application.language


def in_their_words(sentence: str, interview: Interview, to: Panelist | None) -> str:
    """One of the sentences above, as its reader's calendar says it for them, in their language."""
    zone = to.member.zone if to else zone_for(interview.application)
    with translation.override(language_of(interview, to)):
        return _(sentence) % {"when": when_words(interview, zone)}


def summary(interview: Interview, to: Panelist | None) -> str:
    """One line for the day's view."""
    opening, visit = interview.application.opening.title, interview.round.name
    if to is None:
        return _line(f"{opening}: {visit}, {the_organisation().name}")
    topics = ", ".join(one.topic for one in parts_of(interview, to))
    name = interview.application.name
    return _line(f"{name}: {topics or visit} ({opening})")


def location(interview: Interview, to: Panelist | None) -> str:
    """Where to be: an address with the room, the link of a video call, or a phone."""
    visit = interview.round
    if visit.kind == RoundKind.VIDEO:
        return _line(visit.link)
    if to is not None and visit.kind == RoundKind.CALL:
        number = readable(interview.application.phone)
        return _line(f"By phone: {number}" if number else "By phone")
    rooms = [one.room.name for one in parts_of(interview, to) if one.room]
    return _line(", ".join([interview.where, *dict.fromkeys(rooms)]).strip(", "))


def page_of(interview: Interview, to: Panelist | None) -> Marker:
    """Stands for the link to all there is to know: the candidate's page of it, or a panelist's."""
    if to is not None:
        return seat_page(to)
    return their_page(interview)


def description(interview: Interview, to: Panelist | None) -> str:
    """The entry's text, in the active language."""
    if to is not None:
        return _for_panelist(interview, to)
    visit = interview.round
    practical = [
        (_("How to get in: %(words)s"), visit.how_to_get_in),
        (_("What to bring: %(words)s"), visit.bring),
        (_("What people wear: %(words)s"), visit.dress),
        (_("Your expenses: %(words)s"), visit.expenses),
    ]
    said = [sentence % {"words": words} for sentence, words in practical if words]
    paragraphs = [
        "\n".join(sitting_lines(interview, zone_for(interview.application))),
        _by_video(interview),
        "\n".join(said),
        _whom_to_ring(interview.coordinator),
    ]
    page = _("All about it, and how to move it or call it off: %(link)s")
    return _text(paragraphs) + "\n\n" + page % {"link": page_of(interview, None)}


def _for_panelist(interview: Interview, to: Panelist) -> str:
    zone = to.member.zone
    mine = [
        f"{hours_words(one.begins_at, one.ends_at, zone)}: {one.topic}"
        for one in parts_of(interview, to)
    ]
    application = interview.application
    paragraphs = [
        f"You meet {application.name}, who applied as {application.opening.title}.",
        "\n".join(["Your part:", *mine]) if mine else "",
        "\n".join([f"{interview.round.name}:", *sitting_lines(interview, zone)]),
        _by_video(interview),
        f"Questions, or you cannot come: {_with_phone(interview.coordinator)}",
    ]
    return _text(paragraphs) + f"\n\nYour page, no sign-in needed: {page_of(interview, to)}"


def parts_of(interview: Interview, panelist: Panelist | None = None) -> list[Sitting]:
    """The parts as they stand, in order; only those a panelist sits in, if one is asked for."""
    parts = interview.sittings.filter(is_on=True).select_related("room")
    if panelist is not None:
        parts = parts.filter(seats__panelist=panelist, seats__is_on=True)
    return list(parts)


def _by_video(interview: Interview) -> str:
    visit = interview.round
    if visit.kind != RoundKind.VIDEO or not visit.link:
        return ""
    return _("By video: %(link)s") % {"link": visit.link}


def _whom_to_ring(coordinator: Member) -> str:
    said = {"person": _with_phone(coordinator)}
    return _("If something comes up, ring %(person)s") % said


def _with_phone(member: Member) -> str:
    number = member.phone or the_organisation().phone
    return f"{member.name}, {readable(number)}" if number else member.name


def _line(text: str) -> str:
    return one_line(disarm(text), LINE_LIMIT)


def _text(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one text; our own link follows it, and nothing typed becomes another."""
    return many_lines(disarm("\n\n".join(filter(None, paragraphs))), TEXT_LIMIT)
