"""Tests of the inbox, through its acts and the real database."""
