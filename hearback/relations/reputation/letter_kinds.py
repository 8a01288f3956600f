"""The letter that reminds somebody of a review that waits for its public answer."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, Field, LetterKind, Reader
from hearback.kit.links import Marker

REVIEW_OWED = LetterKind(
    name="relations.review_owed",
    title=_("A review waits for its answer"),
    purpose=_("To a colleague: a public review has no answer yet, and by when it was promised."),
    about=(
        NAME,
        Field("source", _("The site."), "Glassdoor"),
        Field("promise", _("What was promised."), "Jo Lind answers the review by Thursday, 12:00"),
        Field("page", _("The link to the review."), Marker("https://jobs.example.org/desk/")),
    ),
    required=frozenset({"source", "promise", "page"}),
    reader=Reader.COLLEAGUE,
)
