"""What can happen between us and somebody who stays in touch, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

# Who agreed, and took it back, is said by the kinds of consents.
TOLD_OF_OPENING = Kind("pool.told", _("{sender} told them of {title}, because they stay in touch"))
OPENING_TOLD = Kind(
    "pool.opening_told", _("{sender} wrote to people who stay in touch, {number} in all")
)
CAME_BACK = Kind("pool.came_back", _("Came back through the pool: {sender} had written to them"))
