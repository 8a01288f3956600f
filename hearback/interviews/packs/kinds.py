"""What can happen to packs; what either side told is in no entry."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

PACKS_SENT = Kind(
    "interview.packs_sent",
    _("{number} people were sent what helps them prepare for “{round}”"),
)
HOPES_TOLD = Kind(
    "interview.hopes_told",
    _("{name} told those they will meet what they hope for from “{round}”"),
    personal=frozenset({"name"}),
)
AIMS_TOLD = Kind("interview.aims_told", _("{colleague} told the candidate what “{round}” is for"))
