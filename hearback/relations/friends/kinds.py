"""What can happen when people pass openings on; none of it names anybody."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

CAME_BY_FRIEND = Kind(
    "friend.came",
    _("Came by the link of somebody who had applied"),
    _("You came to us through somebody who had applied."),
)
# Without application: whoever decides must not read who is rewarded for whom.
REWARDED = Kind("friend.rewarded", _("A reward was given from the pool “{pool}”"))
RULES_CHANGED = Kind("friend.rules", _("The rules of passing openings on were changed"))
