"""What can happen to an opening itself, each kind defined once; how it ends is told in answers."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

OPENING_WRITTEN = Kind("opening.written", _("The brief of “{title}” was begun"))
OPENING_CHANGED = Kind("opening.changed", _("The brief was changed: {fields}"))
OPENING_PUBLISHED = Kind("opening.published", _("Published at {address}"))
OPENING_PAUSED = Kind("opening.paused", _("Paused: nobody new can apply, promises stay"))
OPENING_RESUMED = Kind("opening.resumed", _("Takes applications again"))
OPENING_DROPPED = Kind("opening.dropped", _("The draft was dropped"))
QUESTIONS_EXPLAINED = Kind(
    "opening.questions_explained", _("{number} questions on the form, because: {reason}")
)
