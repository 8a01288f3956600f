"""Tests of the desk, through HTTP with a real database."""
