"""Tests of measures and proofs."""
