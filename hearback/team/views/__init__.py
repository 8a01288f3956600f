"""The team's pages: the door, members, and settings."""
