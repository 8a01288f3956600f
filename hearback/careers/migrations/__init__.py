"""The careers chapter's tables over time."""
