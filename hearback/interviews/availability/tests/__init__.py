"""Tests of finding times."""
