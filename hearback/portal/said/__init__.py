"""How it was to deal with us: two questions and a line behind the candidate's link."""
