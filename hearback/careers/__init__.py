"""The careers package."""
