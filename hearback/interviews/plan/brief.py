"""The brief on one page, for whoever interviews: the same words on paper and in invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.pipeline.brief import lines, pay_words, work_words

if TYPE_CHECKING:
    from hearback.pipeline.models import Opening


class Chapter(NamedTuple):
    """One heading of the brief and what stands under it, a line each."""

    title: str
    lines: list[str]


def brief_chapters(opening: Opening) -> list[Chapter]:
    """Duties, pay, needs, place, team, process, in the language in force; empty ones left out."""
    criteria = list(opening.criteria.all())
    place = opening.place
    found = [
        Chapter(_("Duties"), lines(opening.duties)),
        Chapter(_("Pay"), [pay_words(opening)]),
        Chapter(_("Must have"), [one.text for one in criteria if one.is_must_have]),
        Chapter(_("Helps"), [one.text for one in criteria if not one.is_must_have]),
        Chapter(_("Place"), [", ".join(filter(None, [place.name, place.street, place.city]))]),
        Chapter(_("Hours and place of work"), [work_words(opening)]),
        Chapter(_("Team"), [opening.team.name, *lines(opening.team_words)]),
        Chapter(_("Process"), [f"{step.name} ({step.usual_time})" for step in opening.steps.all()]),
        Chapter(_("Benefits"), lines(opening.benefits)),
    ]
    return [chapter for chapter in found if any(chapter.lines)]


def brief_lines(opening: Opening, language: str) -> list[str]:
    """The brief as plain lines for a letter to an interviewer, a chapter each.

    Such as "Pay: CAD 58,000 to 66,000 a year". `language` is a code such as "en".
    """
    with translation.override(language):
        return [
            _("{title}: {words}").format(title=chapter.title, words="; ".join(chapter.lines))
            for chapter in brief_chapters(opening)
        ]
