"""What can happen to letters, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

LETTER_SENT = Kind("letter.sent", _("Letter sent: {subject}"))
LETTER_UNDELIVERED = Kind("letter.undelivered", _("Letter not delivered: {subject}. {trouble}"))
APOLOGY_WRITTEN = Kind(
    "apology.written",
    _("{owner} apologised for being late; the new date is {when}"),
    _("We were late and said sorry. The new date is {when}."),
)
