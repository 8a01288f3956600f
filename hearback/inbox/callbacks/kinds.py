"""What can happen to calls, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

CALL_ASKED = Kind(
    "call.asked",
    _("{name} would like to be rung: {when}"),
    _("You asked us to ring you."),
    personal=frozenset({"name"}),
)
CALL_PLANNED = Kind(
    "call.planned", _("A call to {name} was planned: {when}"), personal=frozenset({"name"})
)
CALL_BOOKED = Kind(
    "call.booked",
    _("A call with {name} was booked: {when}"),
    _("We booked a call with you."),
    personal=frozenset({"name"}),
)
CALL_BEGUN = Kind("call.begun", _("Ringing {name}"), personal=frozenset({"name"}))
CALL_TRIED = Kind(
    "call.tried",
    _("Rang {name}, {outcome}. {words}"),
    _("We tried to ring you."),
    personal=frozenset({"name", "words"}),
)
CALL_TIMES_PROPOSED = Kind(
    "call.times_proposed",
    _("{name} was not reached and was sent times to choose from"),
    personal=frozenset({"name"}),
)
CALL_CALLED_OFF = Kind(
    "call.called_off",
    _("{name} does not need the call any more"),
    _("You no longer needed the call."),
    personal=frozenset({"name"}),
)
CALL_ALARM = Kind(
    "call.alarm", _("{told} was told: the call with {name} {step}"), personal=frozenset({"name"})
)
