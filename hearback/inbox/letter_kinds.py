"""The letters that go with promises and replies, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, NAME_IF_KNOWN, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

OLD = Field("old", _("The date that was not kept."), "Tuesday 24 November, 12:00")
NEW = Field("new", _("The new date."), "Thursday 26 November, 12:00")
SUBJECT = Field("subject", _("What they wrote about."), "Working hours", may_be_empty=True)
TODAY = Field("today", _("The link to Today."), Marker("https://jobs.example.org/desk/"))
PROMISES = Field(
    "promises", _("Who waits, and until when."), ["Ana Moreau: Thursday 26 November, 12:00"]
)

APOLOGY = LetterKind(
    name="inbox.apology",
    title=_("Sorry, we are late"),
    purpose=_("When a promise to an applicant broke: sorry, once, and the new date."),
    about=(NAME, OPENING, OLD, NEW),
    required=frozenset({"opening", "old", "new"}),
)
LATE_REPLY = LetterKind(
    name="inbox.late_reply",
    title=_("Sorry, the reply is late"),
    purpose=_("When a reply to somebody who wrote is late: sorry, once, and the new date."),
    about=(NAME_IF_KNOWN, SUBJECT, OLD, NEW),
    required=frozenset({"old", "new"}),
    has_status_link=False,
)
REPLY = LetterKind(
    name="inbox.reply",
    title=_("A reply"),
    purpose=_("What stands around a person's own words."),
    about=(SUBJECT, Field("text", _("The reply."), "Yes, every second Saturday is free.")),
    required=frozenset({"text"}),
    has_status_link=False,
)
REMINDER = LetterKind(
    name="inbox.reminder",
    title=_("Reminder"),
    purpose=_("To a colleague before a promise breaks."),
    about=(NAME, PROMISES, TODAY),
    required=frozenset({"promises", "today"}),
    reader=Reader.COLLEAGUE,
)
AT_RISK = LetterKind(
    name="inbox.at_risk",
    title=_("A colleague's promise"),
    purpose=_("To the stand-in or lead when a promise is about to break, or broke."),
    about=(
        NAME,
        Field("owner", _("Whose promise it is."), "Susan Ward"),
        Field("broken", _("Whether it broke already."), example=True, may_be_empty=True),
        PROMISES,
        TODAY,
    ),
    required=frozenset({"owner", "promises", "today"}),
    reader=Reader.COLLEAGUE,
)
