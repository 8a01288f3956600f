"""Tests of calendar entries and their answers."""
