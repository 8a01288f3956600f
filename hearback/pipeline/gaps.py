"""What a brief still lacks before anybody may read it and apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.kit.errors import Refused

if TYPE_CHECKING:
    from hearback.pipeline.models import Opening


def gaps(opening: Opening) -> list[str]:
    """What is missing, each in a few words, in the order of the form; empty when it is complete."""
    wanted = [
        (opening.duties.strip(), _("the duties")),
        (opening.criteria.filter(is_must_have=True).exists(), _("at least one must-have")),
        (opening.pay_from is not None or opening.pay_to is not None, _("the pay")),
        (opening.team_words.strip(), _("a few words about the team")),
        (opening.steps.exists(), _("the steps of the process, with their usual times")),
        (opening.vacancy_line.strip(), _("whether this is a vacancy that exists now")),
        (opening.ai_line.strip(), _("whether and how software helps to choose")),
    ]
    return [words for there, words in wanted if not there]


def refuse_gaps(opening: Opening) -> None:
    """Raise Refused, naming every gap, unless the brief is complete."""
    missing = gaps(opening)
    if missing:
        raise Refused(
            _("The brief is not complete yet. It still needs: {gaps}.").format(
                gaps=", ".join(missing)
            )
        )
