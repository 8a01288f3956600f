"""What can happen to a referral, each kind defined once; none says who was thought of."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

_REFERRER = frozenset({"referrer"})

SOMEBODY_REFERRED = Kind(
    "referral.made", _("{referrer} thought of somebody for this opening"), personal=_REFERRER
)
# Without opening or colleague: whoever reads them must not learn who said what.
SAID_YES = Kind("referral.yes", _("Somebody who was thought of would like to apply"))
SAID_NO = Kind("referral.no", _("Somebody who was thought of said no and was forgotten"))
UNREACHED = Kind("referral.unreached", _("A letter to somebody who was thought of did not arrive"))
APPLIED_THROUGH = Kind(
    "referral.applied",
    _("Referred by {referrer}"),
    _("You came to us through {referrer}."),
    personal=_REFERRER,
)
NO_MORE = Kind(
    "referral.no_more",
    _("{referrer} is told no more: they took that back"),
    _("We tell {referrer} no more, as you wished."),
    personal=_REFERRER,
)
REFERRER_TOLD = Kind("referral.told", _("{referrer} was told: {news}"), personal=_REFERRER)
