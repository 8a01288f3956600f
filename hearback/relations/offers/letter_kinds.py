"""The letters of offers, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import Field, LetterKind, Reader
from hearback.kit.links import Marker

POOL_DRY = LetterKind(
    name="relations.pool_dry",
    title=_("A pool of codes ran dry"),
    purpose=_("To leads, once: letters go without an offer from now on."),
    reader=Reader.COLLEAGUE,
    about=(
        Field("name", _("The lead's name."), "Omar"),
        Field("pool", _("The pool's name."), "Autumn thanks"),
        Field("link", _("The pool's page."), Marker("https://jobs.example.org/desk/offers/")),
    ),
    required=frozenset({"pool", "link"}),
)
