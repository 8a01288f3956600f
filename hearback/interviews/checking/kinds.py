"""What can happen to the question whether a job is still open, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

CHECK_ASKED = Kind(
    "check.asked", _("{told} was asked whether it is still open, for interviews on {day}")
)
CHECK_SILENCE = Kind(
    "check.silence",
    _("{asked} did not say whether it is still open, so {told} was asked too"),
)
CHECK_YES = Kind("check.yes", _("{who} said that it is still open"))
CHECK_PAUSED = Kind("check.paused", _("{who} said that it is paused"))
CHECK_FILLED = Kind("check.filled", _("{who} said that it is filled"))
CHECK_UNCONFIRMED = Kind(
    "check.unconfirmed",
    _("Nobody said in time whether the job is still open: {name} is rung before leaving home"),
    personal=frozenset({"name"}),
)
INTERVIEWS_FROZEN = Kind(
    "interviews.frozen", _("No interviews while it is {why}: they are being called off")
)
INTERVIEWS_ALL_OFF = Kind(
    "interviews.all_off", _("{number} interviews were called off, {rung} by phone")
)
