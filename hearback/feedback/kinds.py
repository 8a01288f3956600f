"""What can happen to the words we wait for, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

# `who` is the contact: of a client, somebody outside. `ask` in the payload is the question's id.
_PERSONAL = frozenset({"who", "name", "words", "said"})

WORD_ASKED = Kind("word.asked", _("{who} was asked about {name}: {words}"), personal=_PERSONAL)
WORD_GIVEN = Kind("word.given", _("{who} about {name}: {said}"), personal=_PERSONAL)
WORD_REASONED = Kind("word.reasoned", _("{who} about {name}, why no: {said}"), personal=_PERSONAL)
WORD_TIED = Kind(
    "word.tied", _("The no of {who} about {name} is about: {said}"), personal=_PERSONAL
)
WORD_ASIDE = Kind("word.aside", _("{who} wrote about {name}: {said}"), personal=_PERSONAL)
WORD_PUT_OFF = Kind(
    "word.put_off", _("{who} answers about {name} by {until}: {said}"), personal=_PERSONAL
)
WORD_OVER = Kind(
    "word.over", _("{who} need not answer about {name} any more: {why}"), personal=_PERSONAL
)
WORD_UNREACHED = Kind(
    "word.unreached", _("Our question to {who} about {name} did not arrive"), personal=_PERSONAL
)
AGREED = Kind(
    "word.agreed", _("Agreed with {who}: {terms} ({said})"), personal=frozenset({"who", "said"})
)
LINKS_ANEW = Kind(
    "word.links_anew",
    _("Every link {who} had to say a word was made anew"),
    personal=frozenset({"who"}),
)
WORD_TO_READ = Kind(
    "word.to_read", _("{who} wrote about {name}, for a person to read: {said}"), personal=_PERSONAL
)
WORD_READ = Kind("word.read", _("What {who} wrote about {name} was read"), personal=_PERSONAL)
