"""The reminder of what somebody owes us, and the letter that hands it to whoever rings them."""

from django.utils.translation import gettext_lazy as _

from hearback.feedback.asking.letter_kinds import CANDIDATE, PAGE
from hearback.inbox.wording.registry import NAME, Field, LetterKind, Reader
from hearback.kit.links import Marker

REMINDER = LetterKind(
    name="feedback.reminder",
    title=_("Your word is still open"),
    purpose=_("To whoever owes us a word: one letter about everything, at most once a day."),
    about=(
        NAME,
        CANDIDATE,
        Field("more", _("How many besides the first."), "2", may_be_empty=True),
        Field(
            "asks",
            _("Who it is about, what was said, and who waits."),
            ["Ana Moreau for Shop manager: lunch on Tuesday. Ana is waiting to hear from us."],
        ),
        Field("again", _("Whether they were reminded before."), example=True, may_be_empty=True),
        Field("last", _("Whether it is the last letter."), example=True, may_be_empty=True),
        PAGE,
    ),
    required=frozenset({"asks", "page"}),
    reader=Reader.CONTACT,
)
TO_RING = LetterKind(
    name="feedback.to_ring",
    title=_("Ring somebody who has not answered"),
    purpose=_("To whoever asked: writing brought no answer in time, with all there is to ring."),
    about=(
        NAME,
        Field("contact", _("Who is to be rung."), "Lena Fox"),
        Field("title", _("What they do."), "Owner of Birch Works", may_be_empty=True),
        Field("number", _("Their number."), "+1 416-555-0123", may_be_empty=True),
        Field("hours", _("When they are at work next."), "Thursday 26 November, 09:00"),
        Field("why", _("Why it is a call now."), "Lena Fox has not answered 3 reminders."),
        Field("asks", _("What is still open."), ["Ana Moreau for Shop manager: lunch on Tuesday"]),
        Field("page", _("The link."), Marker("https://jobs.example.org/desk/applications/1/")),
    ),
    required=frozenset({"contact", "asks", "page"}),
    reader=Reader.COLLEAGUE,
)
