"""Template tags of the candidate's pages."""
