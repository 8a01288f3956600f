"""Reads the CV somebody sends: what it is, what it says, whose it seems, how its pages look."""
