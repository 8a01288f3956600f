"""Hearback: recruiting software in which everyone who applies hears back."""

__version__ = "0.1.0"
