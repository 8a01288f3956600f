"""What we say to candidates: letters and the conversation."""
