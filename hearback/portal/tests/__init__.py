"""Tests of the candidate's own pages."""
