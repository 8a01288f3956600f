"""Tests of the public pages and of what applying needs."""
