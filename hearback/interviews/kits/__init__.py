"""Kits and scorecards: the same questions for everyone, a scale in words, a debrief on evidence."""
