"""Tests of the day of an interview."""
