"""The letters about whether a job is still open; both go to colleagues."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

STILL_OPEN = LetterKind(
    name="interviews.still_open",
    title=_("Is it still open?"),
    purpose=_("To the opening's owner before its interviews, and to who covers when none answers."),
    about=(
        NAME,
        OPENING,
        Field("day", _("The day of the interviews."), "Monday 30 November"),
        Field("people", _("Who comes, and when."), ["10:00 Ana Moreau, A visit to the shop"]),
        Field("answer_by", _("Until when an answer is waited for."), "Monday 30 November, 09:00"),
        Field("leave", _("When the first of them has to be reached."), "Monday 30 November, 07:30"),
        Field("asked", _("Who was asked."), "Susan Ward"),
        Field("silent", _("Whether they did not answer."), example=True, may_be_empty=True),
        Field("page", _("The link to the answer."), Marker("https://jobs.example.org/still-open/")),
    ),
    required=frozenset({"opening", "people", "page"}),
    reader=Reader.COLLEAGUE,
)
RING_NOW = LetterKind(
    name="interviews.ring_now",
    title=_("Ring these people now"),
    purpose=_("To a colleague when interviews of the next hours are off: whom to ring, by when."),
    about=(
        NAME,
        OPENING,
        Field(
            "people",
            _("Whom to ring, on which number, by when."),
            ["Ana Moreau, +1 416-555-0123, by Monday 30 November, 08:30"],
        ),
        Field("calls", _("The link to the calls."), Marker("https://jobs.example.org/desk/calls/")),
    ),
    required=frozenset({"opening", "people", "calls"}),
    reader=Reader.COLLEAGUE,
)
