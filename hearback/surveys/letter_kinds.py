"""The two letters that ask everybody how it was, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind
from hearback.kit.links import Marker

SCALE = Field(
    "scale",
    _("The link to the questions. After “label: ” it becomes the numbers 0 to 10 to tap on."),
    Marker("https://jobs.example.org/status/example/said/answer/{0-10}"),
)

APPLIED = LetterKind(
    name="surveys.applied",
    title=_("How was applying?"),
    purpose=_("A day after the receipt: two questions and a line, of no weight in any decision."),
    about=(NAME, OPENING, SCALE),
    required=frozenset({"scale"}),
)
REVIEW_SITE = Field(
    "review_site",
    _("Where everybody may review us in public, if we ask. “Label: ” makes a button."),
    Marker("https://reviews.example.org/us"),
    may_be_empty=True,
)
ANSWERED = LetterKind(
    name="surveys.answered",
    title=_("How were we to deal with?"),
    purpose=_("Three days after the answer, whatever it was: two questions and a line."),
    about=(NAME, OPENING, SCALE, REVIEW_SITE),
    required=frozenset({"scale"}),
)
