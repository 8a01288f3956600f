"""Tests of members' calendars."""
