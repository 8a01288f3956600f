"""The letters of the day: somebody waits alone, and sorry that you did."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

ROUND = Field("round", _("What it was about."), "A visit to the shop")
ALONE = LetterKind(
    name="interviews.alone",
    title=_("Somebody waits alone"),
    purpose=_("To whoever coordinates, and the opening's owner: one side is there, one is not."),
    about=(
        NAME,
        OPENING,
        ROUND,
        Field("waits", _("Who waits."), "Ana Moreau"),
        Field("missing", _("Who is not there."), "Grace Okafor"),
        Field("when", _("When it was to begin."), "Monday 30 November, 10:00"),
        Field("number", _("The candidate's number."), "+1 416-555-0123", may_be_empty=True),
        Field("rescue", _("The link to what to do now."), Marker("https://jobs.example.org/desk/")),
    ),
    required=frozenset({"waits", "missing", "rescue"}),
    reader=Reader.COLLEAGUE,
)
DENIED = LetterKind(
    name="interviews.denied",
    title=_("They say that it did not take place"),
    purpose=_("To whoever coordinates, when the candidate was asked how it was and did not meet."),
    about=(
        NAME,
        OPENING,
        ROUND,
        Field("candidate", _("Who says so."), "Ana Moreau"),
        Field("when", _("When it was to begin."), "Monday 30 November, 10:00"),
        Field("words", _("What they add."), "Nobody opened the door.", may_be_empty=True),
        Field("page", _("The link to say how it was."), Marker("https://jobs.example.org/desk/")),
    ),
    required=frozenset({"candidate", "round", "page"}),
    reader=Reader.COLLEAGUE,
)
SORRY = LetterKind(
    name="interviews.sorry",
    title=_("Sorry that nobody met you"),
    purpose=_("To a candidate who came and waited alone: sorry, once, and what happens next."),
    about=(
        NAME,
        OPENING,
        ROUND,
        Field("when", _("When it was to begin."), "Monday 30 November, 10:00"),
        Field(
            "page",
            _("The link to their page of it. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/status/example/interviews/1/"),
        ),
    ),
    required=frozenset({"round", "when", "page"}),
)
