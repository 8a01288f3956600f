"""Asking somebody for their word on a candidate, and what becomes of the question."""
