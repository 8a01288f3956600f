"""The answer book: what we say when people ask, who vouches for it, and since when."""
