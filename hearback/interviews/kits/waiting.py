"""What a decision waits for: the scorecards of interviews that took place, person by person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.interviews.kits.queries import missing_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.pipeline.models import Application


@dataclass(frozen=True)
class Missing:
    """An application with the sentence that names whose scorecards are missing."""

    sentence: str
    url: str


def wait_for_scorecards(applications: QuerySet[Application], *, now: datetime) -> Sequence[Missing]:
    """Which of these applications wait for scorecards, each with who has to file one."""
    late = missing_for(applications, now=now)
    by_person = groupby(late, key=lambda one: one.interview.application)
    return [_missing(who, [one.member.name for one in their]) for who, their in by_person]


def _missing(application: Application, names: Sequence[str]) -> Missing:
    names = list(dict.fromkeys(names))
    words = ngettext(
        "The decision about {person} waits for the scorecard of {names}.",
        "The decision about {person} waits for the scorecards of {names}.",
        len(names),
    )
    sentence = words.format(person=application.name, names=in_a_row(names))
    return Missing(sentence, reverse("kits:debrief", args=[application.public_id]))


def in_a_row(names: Sequence[str]) -> str:
    """Names as people say them: "Ana", "Ana and Bo", "Ana, Bo and Chen"."""
    *others, last = names
    if not others:
        return last
    return _("{names} and {last}").format(names=", ".join(others), last=last)
