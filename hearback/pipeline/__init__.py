"""The nouns every chapter shares: openings, stages, candidates, applications; no acts."""
