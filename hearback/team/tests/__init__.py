"""Tests of the team chapter."""
