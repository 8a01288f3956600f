"""What can happen to a plan of interviews, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

ROUND_ADDED = Kind("interviews.round_added", _("A round of interviews was added: {round}"))
ROUND_CHANGED = Kind("interviews.round_changed", _("The round “{round}” was changed: {change}"))
ROOM_CHANGED = Kind("interviews.room_changed", _("The room “{room}” was changed: {change}"))
ROUND_MOVED = Kind("interviews.round_moved", _("The order of the interviews was changed: {order}"))
ROUND_REMOVED = Kind("interviews.round_removed", _("The round “{round}” was taken out"))
ROUND_READY = Kind("interviews.round_ready", _("The round “{round}” is open for invitations"))
ROUND_RESTED = Kind("interviews.round_rested", _("The round “{round}” is a draft again: {why}"))
PLAN_TAKEN = Kind("interviews.plan_taken", _("The interviews were taken over from {source}"))
COORDINATION_PASSED = Kind(
    "interviews.coordination_passed",
    _("{taker} coordinates the interview, in place of {giver}"),
)
