"""The letters about submissions and meetings, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

_STATUS = Marker("https://jobs.example.org/status/example/")
_REVIEW = Marker("https://jobs.example.org/review/example/")
CLIENT = Field(
    "client", _("The client, as candidates may read it."), "a furniture maker in Toronto"
)
WHAT = Field("what", _("What it is."), "Lunch")
WHEN = Field("when", _("When it is."), "Tuesday 24 November, 12:30 to 13:30")
CLOCK = Field("clock", _("The town whose clock the times are read on."), "Toronto")
WHERE = Field("where", _("Where it is."), "The Pear Tree, 12 Queen Street")
WHOM = Field("whom", _("Whom they meet."), "Ruth Abel, managing director")
REASON = Field("reason", _("Why, as told."), "Ruth is ill until Thursday.", may_be_empty=True)
PAGE = Field("page", _("The link to their page. After “label: ” it becomes a button."), _STATUS)
REVIEW = Field("page", _("The link to the page of this candidate."), _REVIEW)
WHO = Field("who", _("The candidate, or what stands for the name."), "Ana Moreau")
_MEETING = (NAME, OPENING, WHAT, WHEN, CLOCK, WHERE)

CONSENT_ASKED = LetterKind(
    name="clients.consent_asked",
    title=_("May we put you forward?"),
    purpose=_("Before a client sees anything: for which client and job, and the page to choose."),
    about=(NAME, OPENING, CLIENT, PAGE),
    required=frozenset({"opening", "client", "page"}),
)
MEETING_SET = LetterKind(
    name="clients.meeting_set",
    title=_("A meeting is set"),
    purpose=_("With a client: what, when, where and with whom."),
    about=(*_MEETING, WHOM),
    required=frozenset({"what", "when", "clock", "where", "whom"}),
)
MEETING_MOVED = LetterKind(
    name="clients.meeting_moved",
    title=_("The meeting is moved"),
    purpose=_("Another time or another place for a meeting with a client, and why."),
    about=(*_MEETING, WHOM, REASON),
    required=frozenset({"what", "when", "clock", "where", "whom", "reason"}),
)
MEETING_OFF = LetterKind(
    name="clients.meeting_off",
    title=_("The meeting is called off"),
    purpose=_("A meeting with a client does not take place, and why."),
    about=(NAME, OPENING, WHAT, WHEN, REASON),
    required=frozenset({"what", "when", "reason"}),
)
FORWARD = LetterKind(
    name="clients.forward",
    title=_("Somebody for you"),
    purpose=_("To a client’s contact: who is put forward, and the page that shows them."),
    about=(
        NAME,
        OPENING,
        WHO,
        Field("words", _("What the recruiter writes."), "A calm leader.", may_be_empty=True),
        Field("until", _("When the page closes."), "Tuesday 8 December, 10:00"),
        REVIEW,
    ),
    required=frozenset({"opening", "who", "until", "page"}),
    reader=Reader.CONTACT,
)
GONE = LetterKind(
    name="clients.gone",
    title=_("No longer put forward"),
    purpose=_("To a client’s contact: a page is closed, nothing is asked of them."),
    about=(NAME, OPENING),
    required=frozenset({"opening"}),
    reader=Reader.CONTACT,
)
GUEST_SET = LetterKind(
    name="clients.guest_set",
    title=_("You meet a candidate"),
    purpose=_("To a client’s contact: what, when, where and with whom."),
    about=(*_MEETING, WHO),
    required=frozenset({"what", "when", "clock", "where", "who"}),
    reader=Reader.CONTACT,
)
GUEST_MOVED = LetterKind(
    name="clients.guest_moved",
    title=_("Your meeting is moved"),
    purpose=_("To a client’s contact: another time or place for a meeting, and why."),
    about=(*_MEETING, WHO, REASON),
    required=frozenset({"what", "when", "clock", "where", "who", "reason"}),
    reader=Reader.CONTACT,
)
GUEST_OFF = LetterKind(
    name="clients.guest_off",
    title=_("Your meeting is called off"),
    purpose=_("To a client’s contact: a meeting does not take place, and why."),
    about=(NAME, OPENING, WHAT, WHEN, WHO, REASON),
    required=frozenset({"what", "when", "who", "reason"}),
    reader=Reader.CONTACT,
)
CHOSEN = LetterKind(
    name="clients.chosen",
    title=_("They chose"),
    purpose=_("To the recruiter: what a candidate said to being put forward."),
    about=(
        NAME,
        OPENING,
        WHO,
        Field("client", _("The client."), "Okafor Furniture"),
        Field("fields", _("What may be seen."), "the name, the CV", may_be_empty=True),
        Field("yes", _("Whether they said yes."), example=True, may_be_empty=True),
        Field("back", _("Whether they took it back."), example=True, may_be_empty=True),
        Field(
            "reason", _("Why it is not shown yet."), "This opening is closed.", may_be_empty=True
        ),
        Field("page", _("The link to the application."), Marker("https://jobs.example.org/desk/")),
    ),
    required=frozenset({"who", "client", "page"}),
    reader=Reader.COLLEAGUE,
)
