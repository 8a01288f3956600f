"""Interviews: planned, booked, moved, checked, held; nobody travels for nothing."""
