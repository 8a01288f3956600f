"""Which figures there are, what each means, and which of them tell of whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hearback.insights.models import ScopeKind

if TYPE_CHECKING:
    from django.utils.functional import Promise as LazyText

BECAME: dict[str, str | LazyText] = {
    "kept": _("kept in time"),
    "kept_late": _("kept late"),
    "broken": _("broken, not answered yet"),
    "mended": _("broken, answered in the end"),
    "overdue": _("overdue now"),
    "renegotiated": _("given a new date in time"),
    "released": _("owed no more"),
    "open": _("still open"),
    "answered": _("answered"),
    "waiting": _("still waiting"),
    "withdrew": _("withdrew first"),
    "on_time": _("there in time"),
    "late": _("came late"),
    "unsaid": _("did not say"),
}


@dataclass(frozen=True)
class Wanted:
    """One figure: of which measure, what counts as good and of what, and what it means.

    Without `good` it is a time: by when half and nine in ten have heard. beside: what else there is
    to count. `overdue` of what is open counts among `of`, as broken. of_people: whether it is of
    people who wait, and not of what is owed.
    """

    name: str
    measure: str
    title: str | LazyText
    means: str | LazyText
    good: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    mind_overdue: bool = False
    of_people: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a share and not a time."""
        return bool(self.good)

    @property
    def outcomes(self) -> list[str]:
        """Every outcome there is to count, the good ones first, each once."""
        return list(dict.fromkeys([*self.good, *self.beside]))


_OVER = ("kept", "kept_late", "broken", "mended")
_PROMISES = ("kept_late", "mended", "broken", "overdue", "renegotiated", "released", "open")
# Every outcome is in an age: those not given yet, or never, as longer than so far.
_AGES = ("kept", "kept_late", "open", "broken", "renegotiated", "released")

KEPT = Wanted(
    "kept",
    "promise",
    _("Promises kept"),
    _("Promises to candidates kept in time, of all whose moment is over. Overdue ones are broken."),
    good=("kept",),
    of=_OVER,
    beside=_PROMISES,
    mind_overdue=True,
)
FIRST_ANSWER = Wanted(
    "first_answer",
    "first_answer",
    _("Time to first answer"),
    _(
        "By when half of those who applied had heard, and nine in ten. Who still waits is in it,"
        " and who withdrew until then."
    ),
    beside=("answered", "waiting", "withdrew"),
    of_people=True,
)
CALLS = Wanted(
    "calls",
    "call",
    _("Calls returned"),
    _("Promised calls made in time, of all whose moment is over."),
    good=("kept",),
    of=_OVER,
    beside=_PROMISES,
    mind_overdue=True,
)
CAME = Wanted(
    "came",
    "came",
    _("Punctuality"),
    _("Interviews at which they said “I am here” within two minutes, of those where they said it."),
    good=("on_time",),
    of=("on_time", "late"),
    beside=("late", "unsaid"),
)
SCORECARDS = Wanted(
    "scorecards",
    "scorecard",
    _("Scorecards in time"),
    _("Scorecards filed by noon of the next working day, of all that were due."),
    good=("kept",),
    of=("kept", "kept_late", "broken"),
    beside=("kept_late", "broken", "overdue", "open"),
    mind_overdue=True,
)
SCORECARD_AGE = Wanted(
    "scorecard_age",
    "scorecard",
    _("Age of scorecards"),
    _(
        "How long after it was owed half of the scorecards were filed, and nine in ten. What is"
        " owed still, or came to nothing, counts until then."
    ),
    beside=_AGES,
)
WORDS = Wanted(
    "words",
    "word",
    _("Words given in time"),
    _("What was asked of them about a candidate, given by the agreed moment, of all due."),
    good=("kept",),
    of=("kept", "kept_late", "broken"),
    beside=("kept_late", "broken", "overdue", "open"),
    mind_overdue=True,
)
WORD_AGE = Wanted(
    "word_age",
    "word",
    _("Age of words"),
    _(
        "How long after we asked half of the words came, and nine in ten. What is owed still, or"
        " came to nothing, counts until then."
    ),
    beside=_AGES,
)
WANTED = {
    one.name: one
    for one in (KEPT, FIRST_ANSWER, CALLS, CAME, SCORECARDS, SCORECARD_AGE, WORDS, WORD_AGE)
}


@dataclass(frozen=True)
class Grouping:
    """A way to look at the service: by whom, and which figures of which scope tell of them."""

    name: str
    title: str | LazyText
    figures: tuple[tuple[Wanted, ScopeKind], ...]


def _each(scope: ScopeKind, *figures: Wanted) -> tuple[tuple[Wanted, ScopeKind], ...]:
    return tuple((one, scope) for one in figures)


GROUPINGS = {
    one.name: one
    for one in (
        Grouping(
            "team",
            _("Teams"),
            _each(ScopeKind.TEAM, KEPT, FIRST_ANSWER, CALLS, SCORECARDS, CAME),
        ),
        Grouping("recruiter", _("Recruiters"), _each(ScopeKind.MEMBER, KEPT, FIRST_ANSWER, CALLS)),
        Grouping(
            "interviewer",
            _("Interviewers"),
            _each(ScopeKind.MEMBER, CAME, SCORECARDS, SCORECARD_AGE),
        ),
        Grouping(
            "manager",
            _("Hiring managers"),
            (
                *_each(ScopeKind.MEMBER, WORDS, WORD_AGE),
                *_each(ScopeKind.MANAGER, KEPT, FIRST_ANSWER),
            ),
        ),
        Grouping(
            "client", _("Clients"), _each(ScopeKind.CLIENT, WORDS, WORD_AGE, KEPT, FIRST_ANSWER)
        ),
    )
}
