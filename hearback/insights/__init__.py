"""Measures, proofs and charts: reads everything, writes nothing but its own counts."""
