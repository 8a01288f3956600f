"""Pages of the answers, one module for each errand."""
