"""Writes to accounts that no ledger entry tells of: the first day, and links that open the door."""

from hearback.accounts.actions.entrance import make_sign_in_link
from hearback.accounts.actions.first_day import make_first_administrator

__all__ = ["make_first_administrator", "make_sign_in_link"]
