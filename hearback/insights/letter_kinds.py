"""The letters of the insights."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, Field, LetterKind, Reader
from hearback.kit.links import Marker

DIGEST = LetterKind(
    name="insights.digest",
    title=_("The week in figures"),
    purpose=_("To leads, administrators and analysts, on Monday morning."),
    about=(
        NAME,
        Field("proof", _("Whether anybody is left without an answer."), "Nobody is left."),
        Field("week", _("The week in sentences."), ["42 people applied."]),
        Field("pictures", _("What the pictures show."), ["Kept in time 40, broken 2."], True),
        Field("worth", _("Money at risk; to analysts alone."), ["About EUR 1,000."], True),
        Field("page", _("The link to the insights."), Marker("https://jobs.example.org/desk/")),
        Field("switch", _("Where to stop these letters."), Marker("https://jobs.example.org/me/")),
    ),
    required=frozenset({"proof", "week", "page", "switch"}),
    reader=Reader.COLLEAGUE,
)
