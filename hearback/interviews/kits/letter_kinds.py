"""The letter about a scorecard that is waited for; it goes to colleagues."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

SCORECARD_MISSING = LetterKind(
    name="interviews.scorecard_missing",
    title=_("A scorecard is waited for"),
    purpose=_("To an interviewer whose scorecard a decision waits for."),
    about=(
        NAME,
        OPENING,
        Field("candidate", _("Whom they met."), "Ana Moreau"),
        Field("round", _("What it was."), "A visit to the shop"),
        Field("met", _("When they met."), "Monday 30 November, 10:00"),
        Field("due", _("Until when it was owed."), "Tuesday 1 December, 12:00", may_be_empty=True),
        Field(
            "scorecard", _("The link to it."), Marker("https://jobs.example.org/desk/scorecard/")
        ),
        Field(
            "others",
            _("Whose scorecards they owe besides."),
            ["Ben Ode, A visit to the shop"],
            may_be_empty=True,
        ),
    ),
    required=frozenset({"candidate", "scorecard"}),
    reader=Reader.COLLEAGUE,
)
