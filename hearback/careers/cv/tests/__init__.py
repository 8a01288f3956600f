"""Tests of the CV reader."""
