"""What can happen to offers; that somebody redeemed one is told of the pool, never of a person."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

POOL_SAVED = Kind("offer.pool", _("The pool of codes “{pool}” was changed: {change}"))
CODES_ADDED = Kind("offer.codes", _("{count} codes were added to the pool “{pool}”"))
OFFER_GIVEN = Kind("offer.given", _("A small thank you went along: {pool}"))
POOL_DRY = Kind("offer.dry", _("The pool “{pool}” ran dry; letters go without it"))
CODE_REDEEMED = Kind("offer.redeemed", _("A code of the pool “{pool}” was redeemed: {where}"))
TILL_MADE = Kind("offer.till", _("A link for the till of {shop} was made"))
TILL_REVOKED = Kind("offer.till_revoked", _("The link for the till of {shop} works no more"))
