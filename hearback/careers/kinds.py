"""What can happen while somebody applies, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

APPLICATION_SUBMITTED = Kind(
    "application.submitted",
    _("{name} applied"),
    _("We received your application."),
    personal=frozenset({"name"}),
)
APPLIED_AGAIN = Kind(
    "application.submitted_again",
    _("Applied again from the same address; nothing was changed"),
)
APPLICATION_WITHDRAWN = Kind(
    "application.withdrawn",
    _("{name} withdrew"),
    _("You withdrew your application."),
    personal=frozenset({"name"}),
)
DETAILS_CORRECTED = Kind(
    "application.corrected",
    _("{name} corrected their details: {fields}"),
    _("You corrected your details."),
    personal=frozenset({"name"}),
)
LANGUAGE_CHOSEN = Kind(
    "application.language_chosen",
    _("{name} would like to read {language}"),
    personal=frozenset({"name"}),
)
LINK_ASKED_AGAIN = Kind("application.link_sent", _("The status link was sent again"))
CV_READ = Kind("document.read", _("The CV was read for search: {outcome}"))
