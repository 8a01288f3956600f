"""What people who stay in touch agree to, in their language, and why one was proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.relations.pool.letters import day_in_full

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.pipeline.models import Application


def two_years_after(now: datetime) -> datetime:
    """Two years later to the day, which is as long as anybody stays; 29 February ends on the 28th.

    France's data protection authority (CNIL, guide of January 2023) allows no longer.
    """
    try:
        return now.replace(year=now.year + 2)
    except ValueError:
        return now.replace(year=now.year + 2, day=28)


def consent_words(application: Application, *, now: datetime) -> str:
    """What is agreed to, as it stands above the button, in the language spoken now."""
    words = _(
        "Tell me of openings that may suit me, at most one letter a month, until %(until)s. "
        "For this you look at what I sent with my application. I can take this back at any time."
    )
    return words % {"until": day_in_full(two_years_after(now), application)}


def why_words(team: str, place: str, said: Sequence[str]) -> str:
    """Why somebody was proposed, in one sentence; empty parts are left out."""
    where = ", ".join(part for part in (team, place) if part)
    if not said:
        return _("{where}.").format(where=where)
    words = said[0] if len(said) == 1 else _and(said)
    if not where:
        return _("The CV speaks of {words}.").format(words=words)
    return _("{where}, and the CV speaks of {words}.").format(where=where, words=words)


def _and(said: Sequence[str]) -> str:
    return _("{first} and {last}").format(first=", ".join(said[:-1]), last=said[-1])
