"""What can happen to kits and scorecards; what was scored stands on the scorecard alone."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

KIT_CHANGED = Kind("interview.kit_changed", _("The interview kit of “{round}” was changed"))
SCORECARD_FILED = Kind("interview.scorecard_filed", _("{member} filed a scorecard for “{round}”"))
SCORECARD_REOPENED = Kind(
    "interview.scorecard_reopened",
    _("{member} writes a new version of the scorecard for “{round}”: {reason}"),
    personal=frozenset({"reason"}),
)
SCORECARD_REMINDED = Kind(
    "interview.scorecard_reminded", _("{member} was reminded of the scorecard for “{round}”")
)
SCORECARD_WAIVED = Kind(
    "interview.scorecard_waived",
    _("The decision does not wait for the scorecard of {member}: {reason}"),
    personal=frozenset({"reason"}),
)
