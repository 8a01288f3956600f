"""What calendars can answer to an invitation, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

NAME = frozenset({"name"})

ACCEPTED = Kind(
    "interview.accepted",
    _("{name} accepted: {round}, {when}"),
    _("Your calendar told us that you come: {round}, {when}."),
    personal=NAME,
)
UNSURE = Kind(
    "interview.unsure",
    _("{name} may be able to come, and does not know yet: {round}, {when}"),
    _("Your calendar told us that you may be able to come: {round}, {when}."),
    personal=NAME,
)
CANNOT_COME = Kind(
    "interview.cannot_come",
    _("{name} cannot come: {round}, {when}. {told} was told."),
    _("Your calendar told us that you cannot come: {round}, {when}."),
    personal=NAME,
)
PANELIST_ACCEPTED = Kind("interview.panelist_accepted", _("{member} takes part: {round}, {when}"))
PANELIST_UNSURE = Kind(
    "interview.panelist_unsure", _("{member} does not know yet: {round}, {when}")
)
PANELIST_CANNOT = Kind(
    "interview.panelist_cannot", _("{member} cannot take part: {round}, {when}. {told} was told.")
)
ANSWERED_EARLIER = Kind(
    "interview.answered_earlier",
    _("{name} answered an earlier time of {round} (“{said}”)"),
    personal=NAME,
)
SET_ASIDE = Kind(
    "interview.set_aside",
    _("A calendar's message about {round} changed nothing: {reason} ({address})"),
    personal=frozenset({"address"}),
)
