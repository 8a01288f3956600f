"""The questions the insights answer, each with its page: the one list the menu is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import Right, may

if TYPE_CHECKING:
    from django.utils.functional import Promise as LazyText

    from hearback.accounts.models import Member


@dataclass(frozen=True)
class Page:
    """One question and where it is answered; `route` is a name in the namespace `insights`."""

    route: str
    title: str | LazyText
    question: str | LazyText
    right: Right = Right.INSIGHTS


PAGES: tuple[Page, ...] = (
    Page(
        "insights:black_hole",
        _("Black hole"),
        _("Is anybody left without an answer to come? It must be nobody, and here is the proof."),
    ),
    Page("insights:funnel", _("Funnel"), _("How far do people come, and how long do they stay?")),
    Page("insights:times", _("Waiting"), _("How long do people wait until they hear?")),
    Page("insights:heat", _("Promise map"), _("At which hours of the week are promises not kept?")),
    Page(
        "insights:experience",
        _("Experience"),
        _("Would candidates recommend us, does the tie hold, would they still buy?"),
    ),
    Page(
        "insights:teams",
        _("Both sides"),
        _("Where interviewers suffer, do candidates suffer too?"),
    ),
    Page(
        "insights:service",
        _("Service quality"),
        _("How do we keep our word, by team, recruiter, interviewer, manager and client?"),
    ),
    Page(
        "insights:reputation",
        _("Reputation"),
        _("What do people say of us in public, month by month, and did we answer?"),
    ),
    Page(
        "insights:worth",
        _("Money at risk"),
        _("What may customers among those we did not hire take elsewhere? Every term is shown."),
        Right.WORTH,
    ),
    Page(
        "customers:customers",
        _("Customers"),
        _("How many of those who apply are customers too, and what are they worth?"),
        Right.WORTH,
    ),
)


def pages_for(member: Member) -> list[Page]:
    """The pages this member may open, in their order."""
    return [page for page in PAGES if may(member, page.right)]
