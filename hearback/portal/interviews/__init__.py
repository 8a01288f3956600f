"""Choosing, moving and calling off the time of an interview, from one's own page."""
