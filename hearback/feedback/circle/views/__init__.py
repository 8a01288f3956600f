"""Pages of the circle at the desk: writing feedback, passing a word on, how much feedback says."""
