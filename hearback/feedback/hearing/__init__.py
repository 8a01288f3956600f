"""Hearing what came back: one line by mail, by text, or by the page."""
