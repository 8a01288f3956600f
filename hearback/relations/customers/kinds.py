"""What can happen to customers. No entry names an application, a candidate or a customer."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

FILE_SENT = Kind("customer.file_sent", _("{member} sent a list of customers"))
FILE_READ = Kind(
    "customer.file_read",
    _("A list of customers was read: {taken} lines taken, {broken} broken"),
)
FILE_FAILED = Kind("customer.file_failed", _("A list of customers could not be read"))
# Recorded whether or not anybody was found: it must not tell.
LOOKED = Kind("customer.looked", _("Who agreed was looked for among the customers"))
KEY_MADE = Kind("customer.key_made", _("A key for the shop was made: {shop}"))
KEY_ENDED = Kind("customer.key_ended", _("The shop's key ended: {shop}"))
