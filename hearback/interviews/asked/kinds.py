"""What can happen to asking how it went; what was said is in no entry."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

ASKED_AFTER = Kind(
    "interview.asked_after",
    _("{name} and the interviewers were asked how “{round}” went"),
    personal=frozenset({"name"}),
)
CANDIDATE_ASKED = Kind(
    "interview.candidate_asked",
    _("{name} was asked how “{round}” went; nobody has said yet that it took place"),
    personal=frozenset({"name"}),
)
PANEL_ASKED = Kind("interview.panel_asked", _("The interviewers were asked how “{round}” went"))
TOLD_AFTER = Kind("interview.told_after", _("One of {number} people asked said how “{round}” went"))
CONTACT_WANTED = Kind(
    "interview.contact_wanted",
    _("{name} would like to talk about “{round}”"),
    personal=frozenset({"name"}),
)
