"""The day of an interview: both sides say that they are here, and nobody waits alone for long."""
