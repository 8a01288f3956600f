"""Messages as rows: the outbox, its states and the relay."""
