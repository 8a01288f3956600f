"""Preparing for an interview: each side's page, with what the other side told."""
