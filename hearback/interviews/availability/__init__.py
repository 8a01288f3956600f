"""When a round can be held: what the search for times is told of people, rooms and days."""
