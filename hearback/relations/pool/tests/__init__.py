"""Tests of staying in touch."""
