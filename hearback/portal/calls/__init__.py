"""Asking for a call from one's own page."""
