"""Pages of the plan: rounds of an opening, the brief on paper, rooms and limits."""
