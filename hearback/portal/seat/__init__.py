"""The pages of whoever takes part in an interview, opened by link and without signing in."""
