"""The team chapter: who works here, who is away, who stands in, and the settings a team changes."""
