"""What can happen to orders. Their names stay out of the record: colleagues read it too."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

ORDER_SET = Kind(
    "order.set",
    _("Order set, to be kept confidential: {what}"),
    _("You gave us an order about what stays confidential."),
)
ORDER_LIFTED = Kind(
    "order.lifted",
    _("Order lifted: {what}"),
    _("You lifted an order about what stays confidential."),
)
ORDER_CLEARED = Kind("order.cleared", _("Looked at what came near an order: it is another one"))
ORDER_HELD = Kind(
    "order.held",
    _("An order keeps a message from leaving: {subject}. {trouble}"),
    personal=frozenset({"subject", "trouble"}),
)
# History shows these to whoever answers candidates, and to nobody else.
OF_ORDERS = frozenset(kind.name for kind in (ORDER_SET, ORDER_LIFTED, ORDER_CLEARED, ORDER_HELD))
