"""How it was: four questions after an interview, behind the link of either side."""
