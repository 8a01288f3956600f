"""Tests of whether a job is still open."""
