"""The letter that asks whoever was thought of, and those that tell the referrer."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, NAME_IF_KNOWN, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

WHEN_ASKED = Field("when", _("When they thought of somebody."), "Tuesday 24 November, 10:00")
WHO = Field("who", _("Who it is about, where we may say so."), "Ana Moreau", may_be_empty=True)
NEXT = Field(
    "next", _("By when they hear again."), "Thursday 26 November, 12:00", may_be_empty=True
)
PAGE = Field("page", _("The link to their referrals."), Marker("https://jobs.example.org/desk/"))

ASKED = LetterKind(
    name="relations.asked",
    title=_("Somebody thought of you"),
    purpose=_("To somebody a colleague thought of: asks before anything is kept."),
    about=(
        NAME_IF_KNOWN,
        OPENING,
        Field("place", _("Where the job is."), "Toronto"),
        Field("referrer", _("Who thought of them."), "Omar Haddad"),
        Field("why", _("What the colleague says."), "You run a calm shop.", may_be_empty=True),
        Field("known_from", _("How they know each other."), "the night class", may_be_empty=True),
        Field("until", _("When we forget them without an answer."), "Tuesday 8 December, 10:00"),
        Field(
            "page",
            _("The link to the page with yes and no. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/asked/example/"),
        ),
    ),
    required=frozenset({"opening", "referrer", "until", "page"}),
    has_status_link=False,
)
APPLIED = LetterKind(
    name="relations.applied",
    title=_("They applied"),
    purpose=_("To a colleague: whom they sent has applied."),
    about=(NAME, OPENING, WHO, WHEN_ASKED, NEXT, PAGE),
    required=frozenset({"opening", "page"}),
    reader=Reader.COLLEAGUE,
)
GOING_ON = LetterKind(
    name="relations.going_on",
    title=_("How it goes on"),
    purpose=_("To a colleague: where it stands with whom they sent, as far as may be told."),
    about=(
        NAME,
        OPENING,
        WHO,
        Field("talking", _("Whether we are in conversation."), example=True, may_be_empty=True),
        NEXT,
        PAGE,
    ),
    required=frozenset({"opening", "next", "page"}),
    reader=Reader.COLLEAGUE,
)
DECIDED = LetterKind(
    name="relations.decided",
    title=_("It is decided"),
    purpose=_("To a colleague: it is decided; which way only when somebody was hired."),
    about=(
        NAME,
        OPENING,
        WHO,
        Field("hired", _("Whether they were hired."), example=True, may_be_empty=True),
        PAGE,
    ),
    required=frozenset({"opening", "page"}),
    reader=Reader.COLLEAGUE,
)
ENDED = LetterKind(
    name="relations.ended",
    title=_("Nothing came of it"),
    purpose=_("To a colleague: it did not come to an application, and why as far as may be told."),
    about=(
        NAME,
        OPENING,
        WHEN_ASKED,
        Field("closed", _("Whether the job was gone."), example=True, may_be_empty=True),
        Field("unreached", _("Whether the letter came back."), example=True, may_be_empty=True),
        PAGE,
    ),
    required=frozenset({"opening", "when", "page"}),
    reader=Reader.COLLEAGUE,
)
