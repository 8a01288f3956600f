"""Tests of the feedback chapter."""
