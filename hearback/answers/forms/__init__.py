"""Forms of the answers."""
