"""The board report: one printed page of how our service is."""
