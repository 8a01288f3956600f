"""The letters of applying, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.thanks import Occasion
from hearback.inbox.wording.registry import NAME, NAME_IF_KNOWN, OPENING, Field, LetterKind
from hearback.kit.links import Marker

RECEIVED = Field("received", _("When the application came in."), "Monday 23 November, 09:14")
FORM = Marker("https://jobs.example.org/jobs/shop-manager/")
LINK = Marker("https://jobs.example.org/status/example/")

RECEIPT = LetterKind(
    name="careers.receipt",
    title=_("Receipt"),
    purpose=_("Goes out within a minute of applying: it is here, and by when they hear from whom."),
    about=(
        NAME,
        OPENING,
        Field(
            "promise",
            _("Who tells them what by when, as promised."),
            "Susan Ward tells you by Thursday 26 November, 12:00 whether you are on the shortlist",
        ),
        Field("reference", _("A short number to quote."), "5F0A91C2"),
        Field("has_cv", _("Whether a CV came with it."), example=True, may_be_empty=True),
        Field(
            "met",
            _("The must-haves they meet."),
            ["Two years of leading a team"],
            may_be_empty=True,
        ),
        Field(
            "missing",
            _("The must-haves they do not meet yet."),
            ["A driving licence"],
            may_be_empty=True,
        ),
        Field("unstated", _("The must-haves they left open."), ["Saturdays"], may_be_empty=True),
        Field(
            "next_step",
            _("What the opening says comes next."),
            "After that we meet for an hour.",
            may_be_empty=True,
        ),
    ),
    required=frozenset({"name", "opening", "promise"}),
    thanks_at=Occasion.RECEIPT,
)
ALREADY_APPLIED = LetterKind(
    name="careers.already_applied",
    title=_("Applied again"),
    purpose=_("Somebody applied a second time: the first application stands."),
    about=(
        NAME,
        OPENING,
        RECEIVED,
        Field(
            "ended",
            _("Whether that application has come to its end."),
            example=True,
            may_be_empty=True,
        ),
    ),
    required=frozenset({"opening", "received"}),
)
CODE = LetterKind(
    name="careers.code",
    title=_("Code"),
    purpose=_("The six digits that let somebody withdraw or correct their details."),
    about=(
        NAME,
        OPENING,
        Field("code", _("The six digits."), Marker("••••••")),
        Field(
            "withdraws",
            _("Whether it is to withdraw; else to correct details."),
            example=True,
            may_be_empty=True,
        ),
        Field("lifts", _("Whether it is to lift an order."), example=True, may_be_empty=True),
    ),
    required=frozenset({"code"}),
)
WITHDRAWN = LetterKind(
    name="careers.withdrawn",
    title=_("Withdrawn"),
    purpose=_("Thanks to somebody who withdrew, and a door that stays open."),
    about=(NAME, OPENING),
    required=frozenset({"opening"}),
)
ADDRESS_CHANGED = LetterKind(
    name="careers.address_changed",
    has_link_at_foot=False,
    title=_("Address changed: to the old one"),
    purpose=_("The last letter to an old address, and whom to ring if it was not them."),
    about=(NAME, OPENING),
    required=frozenset({"opening"}),
    has_status_link=False,
)
ADDRESS_WELCOME = LetterKind(
    name="careers.address_welcome",
    title=_("Address changed: to the new one"),
    purpose=_("The first letter to a new address."),
    about=(NAME, OPENING),
    required=frozenset({"opening"}),
)
LOST_LINKS = LetterKind(
    name="careers.lost_links",
    title=_("Lost link"),
    purpose=_("The links to somebody's applications, when they ask for them."),
    about=(
        NAME,
        Field("several", _("Whether there is more than one."), example=True, may_be_empty=True),
        Field(
            "links",
            _("Each application with its opening, the day it came, and its link."),
            [{"opening": "Shop manager", "received": "Monday 23 November, 09:14", "link": LINK}],
        ),
    ),
    required=frozenset({"links"}),
)
ASK_FOR_CV = LetterKind(
    name="careers.ask_for_cv",
    title=_("A mail without a CV"),
    purpose=_("To who wrote to an opening's address: who replies by when, and how to apply."),
    about=(
        NAME_IF_KNOWN,
        OPENING,
        Field(
            "promise",
            _("Who replies by when, as promised."),
            "Susan Ward replies to your message by Thursday 26 November, 12:00",
        ),
        Field("form", _("The link to the opening and its form."), FORM),
    ),
    required=frozenset({"opening", "promise", "form"}),
    has_status_link=False,
)
