"""Faults injected for real: dead relays, killed workers, restarted databases, hostile papers."""
