"""Every act on offers: pools and their codes, giving them along, tills, redeeming."""

from hearback.inbox.thanks import Giver
from hearback.relations.offers.actions.give import give, is_open, look
from hearback.relations.offers.actions.interests import keep_interests
from hearback.relations.offers.actions.pools import add_codes, make_codes, save_pool, set_state
from hearback.relations.offers.actions.redeem import Redeemed, look_up, redeem, redeem_all
from hearback.relations.offers.actions.tills import make_till, revoke_till
from hearback.relations.offers.shown import given

GIVER = Giver(give=give, look=look, given=given, is_open=is_open)

__all__ = [
    "GIVER",
    "Redeemed",
    "add_codes",
    "keep_interests",
    "look_up",
    "make_codes",
    "make_till",
    "redeem",
    "redeem_all",
    "revoke_till",
    "save_pool",
    "set_state",
]
