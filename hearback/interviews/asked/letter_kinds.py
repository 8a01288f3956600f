"""The letters that ask how it went, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.interviews.booking.letter_kinds import CANDIDATE, ROUND
from hearback.kit.links import Marker

ASKED = LetterKind(
    name="interviews.asked",
    title=_("How was it?"),
    purpose=_("After an interview: four taps and a line, for those who come after."),
    about=(
        NAME,
        OPENING,
        ROUND,
        Field(
            "page",
            _("The link to the four questions. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/status/example/interviews/example/after/"),
        ),
        Field(
            "unsure",
            _("Whether nobody has said yet that it took place."),
            True,
            may_be_empty=True,
        ),
    ),
    required=frozenset({"round", "page"}),
)
PANEL_ASKED = LetterKind(
    name="interviews.panel_asked",
    title=_("How was it for you?"),
    purpose=_("To an interviewer after an interview: the same four taps."),
    about=(
        NAME,
        ROUND,
        CANDIDATE,
        Field("page", _("The link."), Marker("https://jobs.example.org/seat/example/after/")),
    ),
    required=frozenset({"candidate", "page"}),
    reader=Reader.COLLEAGUE,
)
CONTACT_WANTED = LetterKind(
    name="interviews.contact_wanted",
    title=_("An interviewer would like to talk"),
    purpose=_("To the lead, when an interviewer asks to be contacted after an interview."),
    about=(
        NAME,
        ROUND,
        OPENING,
        Field("colleague", _("Who would like to talk."), "Ben Ruiz"),
        Field("address", _("Where they can be reached."), "ben@harbour.example"),
    ),
    required=frozenset({"colleague", "address"}),
    reader=Reader.COLLEAGUE,
)
