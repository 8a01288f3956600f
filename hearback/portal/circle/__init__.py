"""The candidate's word after a meeting, what they were told of it, and whether that helped."""
