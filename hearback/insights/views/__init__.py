"""The pages of the insights, one module for each question."""
