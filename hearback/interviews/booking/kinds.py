"""What can happen to an interview before its day, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

NAME = frozenset({"name"})
NAME_AND_REASON = frozenset({"name", "reason"})

INVITED_TO_MEET = Kind(
    "interview.invited",
    _("{name} was invited: {round}"),
    _("We invited you: {round}."),
    personal=NAME,
)
BOOKED = Kind(
    "interview.booked",
    _("{name} is booked: {round}, {when}"),
    _("Your time is booked: {round}, {when}."),
    personal=NAME,
)
MOVED = Kind(
    "interview.moved",
    _("{name} is booked anew: {round}, {when}. {reason}"),
    _("Your time was moved: {round}, {when}."),
    personal=NAME_AND_REASON,
)
CALLED_OFF = Kind(
    "interview.called_off",
    _("Called off with {name}: {round}. {reason}"),
    _("{round} was called off."),
    personal=NAME_AND_REASON,
)
REPLACED = Kind(
    "interview.replaced",
    _("{taker} meets {name} in the place of {giver}: {round}. {reason}"),
    _("{taker} meets you in the place of {giver}."),
    personal=NAME_AND_REASON,
)
DETAILS_TOLD = Kind(
    "interview.details_told",
    _("{name} and the interviewers were told what is new about {round}: {news}"),
    _("We told you what is new about the day: {round}."),
    personal=NAME,
)
TOLD_US = Kind(
    "interview.told_us",
    _("{name} told us for {round}: {words}"),
    personal=frozenset({"name", "words"}),
)
WAITS = Kind("interview.waits", _("{name} would come earlier: {round}"), personal=NAME)
EARLIER_OFFERED = Kind(
    "interview.earlier_offered",
    _("{name} was told of an earlier time: {round}, {when}"),
    _("We told you of an earlier time: {when}."),
    personal=NAME,
)
