"""The letter that asks for a word on somebody."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

ABOUT = Field("about", _("What the word is wanted on."), "lunch on Tuesday 24 November")
CANDIDATE = Field("candidate", _("Who it is about."), "Ana Moreau")
PAGE = Field(
    "page",
    _("The link to the page with three buttons. After “label: ” it becomes a button."),
    Marker("https://jobs.example.org/word/example/"),
)
AGREED = Field("agreed", _("Whether they agreed to that."), example=True, may_be_empty=True)
WAITS = Field(
    "waits",
    _("Who waits because of it, since or until when."),
    "Ana is waiting to hear from us by Thursday 26 November, 12:00.",
    may_be_empty=True,
)

ASK = LetterKind(
    name="feedback.ask",
    title=_("What do you think of them?"),
    purpose=_("To whoever read their papers or met them: one line is enough."),
    about=(
        NAME,
        OPENING,
        CANDIDATE,
        ABOUT,
        Field("within", _("How soon."), "within 2 working days"),
        Field("by", _("The day and hour it comes to."), "Thursday 26 November, 12:00"),
        AGREED,
        WAITS,
        PAGE,
    ),
    required=frozenset({"candidate", "page"}),
    reader=Reader.CONTACT,
)
