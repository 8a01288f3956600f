"""Tests of the pure rules: plain pytest and hypothesis, no Django, well under two seconds."""
