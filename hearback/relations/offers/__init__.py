"""Offers: codes that say thank you, given by rule, redeemed in a shop, counted."""
