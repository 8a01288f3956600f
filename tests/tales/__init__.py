"""Whole stories through a browser, a mail relay and a worker."""
