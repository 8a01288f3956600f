"""Reads a calendar by its address: safely asked for, bounded, and worked out in a box."""
