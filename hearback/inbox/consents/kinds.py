"""What can happen to a consent. None of it says whose, where that would tell who is a customer."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

CONSENT_GIVEN = Kind("consent.given", _("Agreed: {what}"))
CONSENT_TAKEN_BACK = Kind("consent.taken_back", _("Agreed no more: {what}"))
CONSENT_OVER = Kind("consent.over", _("A consent is over: {what}"))
