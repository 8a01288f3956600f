"""Calendar entries: written for each reader of an interview, and the answers of their calendars."""
