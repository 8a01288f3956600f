"""Tests of what everybody is asked."""
