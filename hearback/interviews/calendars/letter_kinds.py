"""The letter about a calendar, defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, Field, LetterKind, Reader
from hearback.kit.links import Marker

CALENDAR_LOST = LetterKind(
    name="interviews.calendar_lost",
    title=_("Calendar not read"),
    purpose=_("To a colleague whose calendar could not be read for a day."),
    about=(
        NAME,
        Field("calendar", _("What the calendar is called."), "Work"),
        Field("since", _("Since when it cannot be read."), "Tuesday 24 November, 09:00"),
        Field("trouble", _("What is wrong."), "calendar.example.org does not answer."),
        Field(
            "known",
            _("When it was last read."),
            "Tuesday 24 November, 08:50",
            may_be_empty=True,
        ),
        Field(
            "page",
            _("The link to their calendars."),
            Marker("https://jobs.example.org/desk/calendars/"),
        ),
    ),
    required=frozenset({"calendar", "since", "trouble", "page"}),
    reader=Reader.COLLEAGUE,
)
