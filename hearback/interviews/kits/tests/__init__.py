"""Tests of kits, scorecards and debriefs."""
