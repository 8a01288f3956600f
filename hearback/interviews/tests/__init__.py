"""Tests of the interviews."""
