"""Tests of public reviews."""
