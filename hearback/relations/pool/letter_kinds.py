"""The one letter to people who stay in touch: an opening that may suit them."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind
from hearback.kit.links import Marker

IN_TOUCH = LetterKind(
    name="relations.in_touch",
    title=_("An opening that may suit them"),
    purpose=_("To somebody who stays in touch: an opening, chosen for them by the sender."),
    about=(
        NAME,
        OPENING,
        Field("place", _("Where the job is."), "Toronto"),
        Field("agreed", _("The day they agreed to hear from us."), "24 November 2026"),
        Field("until", _("The day it ends by itself."), "24 November 2028"),
        Field(
            "words",
            _("What the sender adds."),
            "I remember how you spoke of the window in May.",
            may_be_empty=True,
        ),
        Field(
            "page",
            _("The opening's address. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/jobs/example/"),
        ),
        Field(
            "leave",
            _("The link by which they hear no more. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/in-touch/example/"),
        ),
    ),
    required=frozenset({"opening", "agreed", "until", "page", "leave"}),
    has_status_link=False,
)
