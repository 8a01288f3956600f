"""What each ``hearback`` command does: its name and words, its options, and run(options)."""
