"""Tests of clients, of people put forward to them, and of meetings."""
