"""Calls that were asked for or booked, every try to make them, and what follows when none does."""
