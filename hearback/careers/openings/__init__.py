"""Openings as the team writes them: the brief, its gaps, publishing, pausing."""
