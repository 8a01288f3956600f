"""What can happen on the day of an interview, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

WHO = frozenset({"who"})
NAME = frozenset({"name"})

IS_HERE = Kind("day.here", _("{who} is here: {round}"), personal=WHO)
IS_LATE = Kind("day.late", _("{who} will be {minutes} minutes late: {round}"), personal=WHO)
IS_ALONE = Kind("day.alone", _("{who} says that nobody is there: {round}"), personal=WHO)
ALARM = Kind("day.alarm", _("{told} was told: {who} waits alone for “{round}”"), personal=WHO)
SORRY_SAID = Kind(
    "day.sorry",
    _("{name} was told that we are sorry for the wait: {round}"),
    _("We told you that we are sorry for the wait."),
    personal=NAME,
)
ENDING_ASKED = Kind(
    "day.asked", _("{told} was asked whether “{round}” with {name} took place"), personal=NAME
)
DENIED = Kind(
    "day.denied",
    _("{name} says that “{round}” did not take place. {words}"),
    _("You told us that it did not take place: {round}"),
    personal=frozenset({"name", "words"}),
)
WAS_HELD = Kind(
    "day.held", _("{round} with {name} took place"), _("{round}: we met."), personal=NAME
)
WAS_MISSED = Kind(
    "day.missed",
    _("{round} with {name} did not take place: {missing} did not come. {words}"),
    personal=frozenset({"name", "words"}),
)
WAS_EXCUSED = Kind(
    "day.excused",
    _("{round} with {name} did not take place, and {missing} had said why. {words}"),
    personal=frozenset({"name", "words"}),
)
