"""Numbers worked out as things happen: facts, and the cells they add up to."""
