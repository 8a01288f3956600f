"""Tests of writing and running openings."""
