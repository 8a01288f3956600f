"""The letters that calendars' answers set off, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

CANNOT_COME = LetterKind(
    name="interviews.cannot_come",
    title=_("Somebody cannot come"),
    purpose=_("To the coordinator of an interview when somebody's calendar says no."),
    about=(
        NAME,
        Field("who", _("Who cannot come."), "Ben Ruiz"),
        Field("candidate", _("Whose interview it is."), "Ana Moreau"),
        OPENING,
        Field("round", _("Which interview."), "A visit to the shop"),
        Field("when", _("When it is."), "Monday 30 November, 10:00 to 11:30"),
        Field("ours", _("Whether it is one of us who cannot."), example=True, may_be_empty=True),
        Field("parts", _("Which parts they had."), ["11:00 to 11:30: On the floor"]),
        Field("stand_ins", _("Who could take their part."), ["Jo Lind"], may_be_empty=True),
        Field("words", _("What they wrote."), "My train is late.", may_be_empty=True),
        Field(
            "page",
            _("The link to do something about it."),
            Marker("https://jobs.example.org/desk/"),
        ),
    ),
    required=frozenset({"who", "candidate", "when", "page"}),
    reader=Reader.COLLEAGUE,
)
