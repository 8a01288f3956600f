"""Charts: from a small table of numbers to a picture, a sentence and the same table to read."""
