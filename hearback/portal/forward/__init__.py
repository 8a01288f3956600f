"""A candidate's say in being put forward to a client, and how that goes."""
