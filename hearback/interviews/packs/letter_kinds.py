"""The letters that help both sides prepare, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.interviews.booking.letter_kinds import CANDIDATE, ROUND, WHEN
from hearback.kit.links import Marker

TOPICS = Field(
    "topics", _("What it is about, part by part."), ["Leading a team, with Grace Okafor"]
)

PACK = LetterKind(
    name="interviews.pack",
    title=_("Preparing"),
    purpose=_("Two working days before an interview: what helps the candidate prepare."),
    about=(
        NAME,
        OPENING,
        ROUND,
        WHEN,
        TOPICS,
        Field(
            "hosts",
            _("What those they meet say of themselves."),
            ["Grace Okafor: I began on the till and run our shops today."],
            may_be_empty=True,
        ),
        Field(
            "page",
            _("The link to the page that helps prepare. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/status/example/interviews/example/prepare/"),
        ),
    ),
    required=frozenset({"when", "topics", "page"}),
)
PANEL_PACK = LetterKind(
    name="interviews.panel_pack",
    title=_("Preparing, for interviewers"),
    purpose=_("To an interviewer two working days before: what helps them prepare."),
    about=(
        NAME,
        OPENING,
        ROUND,
        WHEN,
        TOPICS,
        CANDIDATE,
        Field(
            "questions",
            _("What the candidate would like to ask."),
            "The Saturdays",
            may_be_empty=True,
        ),
        Field(
            "needs",
            _("What the candidate asked us to see to."),
            "A step-free way",
            may_be_empty=True,
        ),
        Field(
            "covered",
            _("What earlier rounds looked at already."),
            ["Two years of leading"],
            may_be_empty=True,
        ),
        Field("page", _("The link."), Marker("https://jobs.example.org/seat/example/prepare/")),
    ),
    required=frozenset({"candidate", "when", "topics", "page"}),
    reader=Reader.COLLEAGUE,
)
