"""What can happen to what we ask everybody; what was said is in no entry, nor who said it."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

ASKED = Kind("survey.asked", _("People asked, of no weight, how it was to deal with us: {number}"))
SAID = Kind("survey.said", _("Somebody said how it was for them"))
NOT_AGAIN = Kind("survey.not_again", _("Somebody would rather not be asked how it was"))
COUNTED = Kind(
    "survey.counted", _("Answers to what we ask everybody that count from now on: {number}")
)
