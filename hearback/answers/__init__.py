"""Answers: onward, hold, decline, hire; one at a time or in batches."""
