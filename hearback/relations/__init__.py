"""The candidate as customer: who sent them here, and what that person may hear."""
