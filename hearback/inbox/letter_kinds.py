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
WHEN = Field("when", _("When it is rung."), "Tuesday 24 November, 13:00 to 17:00")
NUMBER = Field("number", _("The number that is rung."), "+1 416-555-0123")
CLOCK = Field("clock", _("The town whose clock the times are read on."), "Toronto")
ABOUT = Field("about", _("What they want to talk about."), "The Saturdays", may_be_empty=True)
PAGE = Field(
    "page",
    _("The link to their page, where they applied. After “label: ” it becomes a button."),
    Marker("https://jobs.example.org/status/example/"),
    may_be_empty=True,
)

LATE_CALL = LetterKind(
    name="inbox.late_call",
    title=_("Sorry, we did not ring"),
    purpose=_("When a promised call was not made: sorry, once, and the new date."),
    about=(NAME_IF_KNOWN, OLD, NEW, PAGE),
    required=frozenset({"old", "new", "page"}),
    has_status_link=False,
)
CALL_SET = LetterKind(
    name="inbox.call_set",
    title=_("We ring you"),
    purpose=_("To whoever asked to be rung, or whose call we return: when, and on which number."),
    about=(NAME_IF_KNOWN, WHEN, NUMBER, CLOCK, ABOUT, PAGE),
    required=frozenset({"when", "number", "clock", "page"}),
    has_status_link=False,
)
CALL_BOOKED = LetterKind(
    name="inbox.call_booked",
    title=_("A call is booked"),
    purpose=_("When a call was booked at a moment."),
    about=(NAME_IF_KNOWN, WHEN, NUMBER, CLOCK, ABOUT, PAGE),
    required=frozenset({"when", "number", "clock", "page"}),
    has_status_link=False,
)
CALL_MISSED = LetterKind(
    name="inbox.call_missed",
    title=_("We did not reach you"),
    purpose=_("After tries in vain: times to choose from, and by when we try again."),
    about=(
        NAME_IF_KNOWN,
        Field("again_by", _("By when we try again."), "Thursday 26 November, 15:00"),
        Field(
            "times",
            _("The times we propose."),
            ["Wednesday 25 November, 09:00 to 12:00"],
            may_be_empty=True,
        ),
        Field(
            "wrong_number", _("Whether the number is not theirs."), example=True, may_be_empty=True
        ),
        NUMBER,
        CLOCK,
        PAGE,
    ),
    required=frozenset({"again_by", "times", "number", "page"}),
    has_status_link=False,
)
CALL_ALARM = LetterKind(
    name="inbox.call_alarm",
    title=_("Ring now"),
    purpose=_("To a colleague about a booked call: it is soon, it is now, somebody waits."),
    about=(
        NAME,
        Field("candidate", _("Who waits for the call."), "Ana Moreau"),
        Field("caller", _("Who booked it."), "Susan Ward"),
        WHEN,
        NUMBER,
        ABOUT,
        Field("soon", _("Whether it is still to come."), example=True, may_be_empty=True),
        Field("stand_in", _("Whether the stand-in reads it."), example=True, may_be_empty=True),
        Field("calls", _("The link to the calls."), Marker("https://jobs.example.org/desk/calls/")),
    ),
    required=frozenset({"candidate", "when", "number", "calls"}),
    reader=Reader.COLLEAGUE,
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
ORDERS = LetterKind(
    name="inbox.orders",
    title=_("An order about confidentiality"),
    purpose=_("To a colleague when a candidate set an order, or one stands in a message's way."),
    about=(
        NAME,
        Field("candidate", _("Whose order it is."), "Ana Moreau"),
        Field(
            "trouble",
            _("What the order says to a message that could not leave."),
            "Only these numbers may be used for them: +1 416-555-0142.",
            may_be_empty=True,
        ),
        Field("new", _("Whether it was set just now."), example=True, may_be_empty=True),
        Field("page", _("The link to their orders."), Marker("https://jobs.example.org/desk/")),
    ),
    required=frozenset({"candidate", "page"}),
    reader=Reader.COLLEAGUE,
)
