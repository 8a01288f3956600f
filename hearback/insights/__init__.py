"""Measures and proofs: reads everything, changes nothing."""
