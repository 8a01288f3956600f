"""Tests of what carries everything: settings, database, web server, command."""
