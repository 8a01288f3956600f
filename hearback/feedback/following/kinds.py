"""What can happen to a word that keeps us waiting, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

REMINDED = Kind(
    "word.reminded",
    _("{who} was reminded of {name}, {way}: reminder {number} of {most}"),
    personal=frozenset({"who", "name"}),
)
TO_RING = Kind(
    "word.to_ring",
    _("{told} rings {who} about {name}: {why}"),
    personal=frozenset({"who", "name", "why"}),
)
