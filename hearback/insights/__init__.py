"""The insights package."""
