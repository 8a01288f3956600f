"""What people type, cleaned and read: the one door to lines, addresses and names."""

from hearback.rules.addresses import fold_address, plausible_address, wire_address
from hearback.rules.lines import many_lines, one_line
from hearback.rules.names import greeting_name, initials

__all__ = [
    "fold_address",
    "greeting_name",
    "initials",
    "many_lines",
    "one_line",
    "plausible_address",
    "wire_address",
]
